using System.CommandLine;
using System.Globalization;
using Extraction.Worker.DeadLetters;
using Extraction.Worker.DeadLetters.Discarding;

namespace Extraction.Worker.Cli.DeadLetters;

/// <summary><c>extraction deadletters discard</c>: moves what was given up into an archive file.</summary>
internal static class DiscardVerb
{
    private static readonly DeadLetterField[] ByCode = [DeadLetterField.Code, DeadLetterField.Stage];

    public static Verb Create(CliConsole console)
    {
        Command command = new("discard", "Moves dead letters into an archive file (JSON Lines, added to), then takes them out of the queue.");
        ActionOptions action = new ActionOptions().AddTo(command);
        Option<string> archive = new("--archive") { Description = "The file that they go to, with body and headers.", Required = true, HelpName = "FILE.jsonl" };
        Option<bool> json = SharedOptions.Json();
        command.Add(archive);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            action.MustChoose(parsed);
            await using OpenBox box = await OpenBox.OpenAsync(console, cancellationToken);
            List<DeadLetter> letters = await box.ChooseAsync(action.Filter.Filter(parsed), action.Filter.Limit(parsed), cancellationToken);
            if (letters.Count == 0 && !parsed.GetValue(json))
            {
                await console.Error.WriteLineAsync(await box.NothingAsync(cancellationToken));
                return ExitCode.Done;
            }

            return action.DryRun(parsed)
                ? await PreviewAsync(console, letters, parsed.GetValue(json))
                : await RunAsync(console, box, letters, new DiscardRequest(action.Who(parsed), action.Why(parsed), parsed.GetValue(archive)!), parsed.GetValue(json), cancellationToken);
        });
        return new Verb(
            command,
            "extraction deadletters discard --code document-encrypted --older-than 30d --archive discarded.jsonl --dry-run",
            "extraction deadletters discard --id news-0042 --archive discarded.jsonl --why 'withdrawn by its publisher'");
    }

    private static async Task<int> PreviewAsync(CliConsole console, List<DeadLetter> letters, bool json)
    {
        if (json)
        {
            letters.ForEach(console.WriteJson);
            return ExitCode.Done;
        }

        console.WriteTable(DeadLetterTables.Of(ByCode, DeadLetterGroup.Of(letters, ByCode)));
        await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{DeadLetterTables.Count(letters.Count)} would go to the archive. Nothing was changed."));
        return ExitCode.Done;
    }

    private static async Task<int> RunAsync(CliConsole console, OpenBox box, List<DeadLetter> letters, DiscardRequest request, bool json, CancellationToken cancellationToken)
    {
        DiscardReport report = await new DeadLetterDiscard(box.Queue, box.Ledger, box.Time).RunAsync(request, letters, letter => Write(console, letter, json), cancellationToken);
        if (json)
        {
            console.WriteJson(new { report.Chosen, report.Discarded, report.Complete, report.Sentence, archive = Path.GetFullPath(request.Archive) });
        }
        else
        {
            await console.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{report.Discarded} of {report.Chosen} are in {Path.GetFullPath(request.Archive)} and out of the queue. {report.Sentence}"));
        }

        return report.Complete ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Write(CliConsole console, DeadLetter letter, bool json)
    {
        if (json)
        {
            console.WriteJson(new { letter.Id, letter.Key, letter.Code, step = "discarded" });
        }
        else
        {
            console.Output.WriteLine($"{"discarded",-16} {letter.Id}  {letter.Code}");
        }
    }
}
