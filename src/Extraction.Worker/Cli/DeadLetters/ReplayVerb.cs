using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Extraction.Prompts;
using Extraction.Worker.DeadLetters;
using Extraction.Worker.DeadLetters.Replaying;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Cli.DeadLetters;

/// <summary><c>extraction deadletters replay</c>: sends what was given up once more.</summary>
internal static class ReplayVerb
{
    private static readonly DeadLetterField[] ByCode = [DeadLetterField.Code, DeadLetterField.Stage];

    public static Verb Create(CliConsole console)
    {
        Command command = new(
            "replay",
            "Sends dead letters again, in batches of 1, 2, 5, 10, …, and stops when they fail again with the same code. Cut off or stopped, the same command goes on.");
        ActionOptions action = new ActionOptions().AddTo(command);
        Option<string?> prompt = new("--to-prompt") { Description = "Read them with this prompt; without it, with the configured one.", HelpName = "NAME@VERSION" };
        Option<double?> rate = new("--rate") { Description = "At most so many a second or minute: 20/s, 600/m.", HelpName = "N/s", CustomParser = Rate };
        Option<TimeSpan?> wait = Age.Option("--wait", "How long to wait for what becomes of a batch; 0s to send all without looking. Default: 2m.");
        Option<double> tolerate = new("--tolerate")
        {
            Description = "The share of a batch, in percent, that may fail again with the same code before the replay stops. Default: 0.",
            HelpName = "PERCENT",
        };
        tolerate.Validators.Add(result =>
        {
            if (result.GetValue(tolerate) is < 0 or > 100)
            {
                result.AddError("--tolerate must be a number from 0 to 100.");
            }
        });
        Option<bool> json = SharedOptions.Json();
        foreach (Option option in new Option[] { prompt, rate, wait, tolerate, json })
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            action.MustChoose(parsed);
            ReplayRequest request = new(action.Who(parsed), action.Why(parsed))
            {
                Prompt = parsed.GetValue(prompt),
                Rate = parsed.GetValue(rate),
                Patience = parsed.GetValue(wait) ?? TimeSpan.FromMinutes(2),
                Tolerance = parsed.GetValue(tolerate) / 100,
            };
            await using OpenBox box = await OpenBox.OpenAsync(console, cancellationToken);
            MustHold(box.Services.GetRequiredService<PromptCatalog>(), request.Prompt);
            List<DeadLetter> letters = await box.ChooseAsync(action.Filter.Filter(parsed), action.Filter.Limit(parsed), cancellationToken);
            return action.DryRun(parsed)
                ? await PreviewAsync(console, box, letters, request, parsed.GetValue(json), cancellationToken)
                : await RunAsync(console, box, letters, request, parsed.GetValue(json), cancellationToken);
        });
        return new Verb(
            command,
            "extraction deadletters replay --code document-missing --dry-run",
            "extraction deadletters replay --code document-missing --why 'the share is mounted again'",
            "extraction deadletters replay --code reply-invalid --to-prompt company-profile@1.1.0 --rate 20/s --why 'prompt mended'");
    }

    private static async Task<int> PreviewAsync(CliConsole console, OpenBox box, List<DeadLetter> letters, ReplayRequest request, bool json, CancellationToken cancellationToken)
    {
        if (json)
        {
            letters.ForEach(console.WriteJson);
            return ExitCode.Done;
        }

        if (letters.Count == 0)
        {
            await console.Error.WriteLineAsync(await box.NothingAsync(cancellationToken));
            return ExitCode.Done;
        }

        console.WriteTable(DeadLetterTables.Of(ByCode, DeadLetterGroup.Of(letters, ByCode)));
        string with = request.Prompt is null ? "" : $", to be read with {request.Prompt}";
        int again = letters.Count(letter => letter.ReplayOf is not null);
        await console.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{DeadLetterTables.Count(letters.Count)} would be sent again{with}; {again} of them {(again == 1 ? "has" : "have")} been replayed before. Nothing was sent."));
        return ExitCode.Done;
    }

    private static async Task<int> RunAsync(CliConsole console, OpenBox box, List<DeadLetter> letters, ReplayRequest request, bool json, CancellationToken cancellationToken)
    {
        if (letters.Count == 0 && !json)
        {
            await console.Error.WriteLineAsync(await box.NothingAsync(cancellationToken));
            return ExitCode.Done;
        }

        ReplayReport report = await new DeadLetterReplay(box.Queue, box.Ledger, box.Time).RunAsync(request, letters, item => Write(console, item, json), cancellationToken);
        if (json)
        {
            console.WriteJson(new { end = Word(report.End), report.Sentence, report.Chosen, report.Sent, report.Left, counts = report.Counts.ToDictionary(pair => Word(pair.Key), pair => pair.Value) });
        }
        else
        {
            string counts = string.Join(", ", report.Counts.OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {Words(pair.Key)}")));
            await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Chosen} chosen{(counts.Length > 0 ? ": " : "")}{counts}; {report.Left} left. {report.Sentence}"));
        }

        return report.End == ReplayEnd.Finished ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Write(CliConsole console, ReplayedItem item, bool json)
    {
        if (json)
        {
            console.WriteJson(new { item.Letter.Id, item.Letter.Key, item.Letter.Code, step = Word(item.Step), item.Sentence });
        }
        else
        {
            console.Output.WriteLine($"{Words(item.Step),-16} {item.Letter.Id}  {item.Sentence ?? item.Letter.Code}");
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string Words(ReplayStep step) => Word(step).Replace('-', ' ');

    private static void MustHold(PromptCatalog catalog, string? prompt)
    {
        if (prompt is not null)
        {
            PromptId id = PromptId.TryParse(prompt) ?? throw new CliException($"--to-prompt '{prompt}' must be NAME@VERSION, company-profile@1.0.0 for instance.");
            _ = catalog.Get(id.Name, id.Version);
        }
    }

    private static double? Rate(ArgumentResult result)
    {
        string[] parts = result.Tokens[0].Value.Split('/');
        double? per = parts switch
        {
            [_] or [_, "s"] => 1,
            [_, "m"] => 60,
            _ => null,
        };
        if (per is not null && double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount) && amount > 0)
        {
            return amount / per;
        }

        result.AddError($"--rate '{result.Tokens[0].Value}' must be a number above zero, a second or a minute: 20/s, 600/m.");
        return null;
    }
}
