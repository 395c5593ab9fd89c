using System.CommandLine;
using System.Globalization;
using Extraction.Worker.DeadLetters;

namespace Extraction.Worker.Cli.DeadLetters;

/// <summary><c>extraction deadletters list</c>: what was given up, one by one or counted.</summary>
internal static class ListVerb
{
    private const int ShownToPeople = 50;
    private static readonly DeadLetterField[] ByCode = [DeadLetterField.Code, DeadLetterField.Stage];

    public static Verb Create(CliConsole console)
    {
        Command command = new("list", "Shows what was given up and why, and counts it.");
        FilterOptions filter = new FilterOptions().AddTo(command);
        string[] fields = [.. Enum.GetNames<DeadLetterField>().Select(name => name.ToLowerInvariant())];
        Option<string[]> by = new("--by")
        {
            Description = $"Only count, by one or more of these: {string.Join(", ", fields)}.",
            HelpName = "FIELD...",
            AllowMultipleArgumentsPerToken = true,
        };
        by.AcceptOnlyFromAmong(fields);
        Option<bool> json = SharedOptions.Json();
        command.Add(by);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using OpenBox box = await OpenBox.OpenAsync(console, cancellationToken);
            List<DeadLetter> letters = await box.ChooseAsync(filter.Filter(parsed), filter.Limit(parsed), cancellationToken);
            if (letters.Count == 0 && !parsed.GetValue(json))
            {
                await console.Error.WriteLineAsync(await box.NothingAsync(cancellationToken));
                return ExitCode.Done;
            }

            await ShowAsync(console, letters, Fields(parsed.GetValue(by)), parsed.GetValue(json), all: filter.Limit(parsed) is not null);
            return ExitCode.Done;
        });
        return new Verb(
            command,
            "extraction deadletters list",
            "extraction deadletters list --by code prompt",
            "extraction deadletters list --code reply-invalid --prompt company-profile@1.0.0 --newer-than 2d --json");
    }

    private static async Task ShowAsync(CliConsole console, List<DeadLetter> letters, DeadLetterField[] by, bool json, bool all)
    {
        if (json)
        {
            foreach (object one in by.Length > 0 ? Groups(letters, by) : letters)
            {
                console.WriteJson(one);
            }

            return;
        }

        if (by.Length > 0)
        {
            console.WriteTable(DeadLetterTables.Of(by, DeadLetterGroup.Of(letters, by)));
            return;
        }

        int shown = all ? letters.Count : Math.Min(letters.Count, ShownToPeople);
        console.WriteTable(DeadLetterTables.Of(letters.Take(shown)));
        if (letters.Count > shown)
        {
            await console.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"… and {letters.Count - shown} more; --limit {letters.Count} shows all of them, --json writes them out."));
        }

        console.WriteTable(DeadLetterTables.Of(ByCode, DeadLetterGroup.Of(letters, ByCode)));
    }

    private static DeadLetterField[] Fields(string[]? words) => [.. (words ?? []).Select(word => Enum.Parse<DeadLetterField>(word, ignoreCase: true))];

    private static IEnumerable<object> Groups(List<DeadLetter> letters, DeadLetterField[] by) => DeadLetterGroup.Of(letters, by).Select(group => new
    {
        By = by.Zip(group.Values).ToDictionary(pair => pair.First.ToString().ToLowerInvariant(), pair => pair.Second, StringComparer.Ordinal),
        group.Count,
        group.Oldest,
        group.Newest,
        group.Example,
    });
}
