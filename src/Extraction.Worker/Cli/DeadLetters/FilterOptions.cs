using System.CommandLine;
using Extraction.Worker.DeadLetters;

namespace Extraction.Worker.Cli.DeadLetters;

/// <summary>The options that choose dead letters, the same for every verb.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string[]> id = new("--id") { Description = "Only these message ids, or keys of dead letters; can be given several times.", HelpName = "ID" };
    private readonly Option<string[]> code = new("--code") { Description = "Only these codes, document-corrupt for instance; can be given several times.", HelpName = "CODE" };
    private readonly Option<string?> stage = new("--stage") { Description = "Only what this step gave up: receive, read, extract, place, record, publish.", HelpName = "STAGE" };
    private readonly Option<string?> source = new("--source") { Description = "Only what was in this queue.", HelpName = "QUEUE" };
    private readonly Option<string?> kind = new("--kind") { Description = "Only documents of this kind.", HelpName = "KIND" };
    private readonly Option<string?> prompt = new("--prompt") { Description = "Only what was read with this prompt: NAME@VERSION, or NAME for all its versions.", HelpName = "NAME[@VERSION]" };
    private readonly Option<TimeSpan?> olderThan = Age.Option("--older-than", "Only what was given up longer ago: 30s, 15m, 2h, 7d.");
    private readonly Option<TimeSpan?> newerThan = Age.Option("--newer-than", "Only what was given up within this time.");
    private readonly Option<string?> text = new("--text") { Description = "Only those whose sentence holds these words, in any case.", HelpName = "WORDS" };
    private readonly Option<int?> limit = new("--limit") { Description = "At most so many, the oldest first.", HelpName = "N" };

    public FilterOptions AddTo(Command command)
    {
        limit.Validators.Add(result =>
        {
            if (result.GetValue(limit) < 1)
            {
                result.AddError("--limit must be 1 or more.");
            }
        });
        foreach (Option option in new Option[] { id, code, stage, source, kind, prompt, olderThan, newerThan, text, limit })
        {
            command.Add(option);
        }

        return this;
    }

    /// <summary>Whether the command line narrows the choice at all.</summary>
    public bool Narrows(ParseResult parsed) =>
        parsed.GetValue(limit) is not null
        || Filter(parsed) is not { Ids.Count: 0, Codes.Count: 0, Stage: null, Source: null, Kind: null, Prompt: null, OlderThan: null, NewerThan: null, Text: null };

    /// <summary>At most so many; null for all.</summary>
    public int? Limit(ParseResult parsed) => parsed.GetValue(limit);

    public DeadLetterFilter Filter(ParseResult parsed) => new()
    {
        Ids = parsed.GetValue(id) ?? [],
        Codes = parsed.GetValue(code) ?? [],
        Stage = parsed.GetValue(stage),
        Source = parsed.GetValue(source),
        Kind = parsed.GetValue(kind),
        Prompt = parsed.GetValue(prompt),
        OlderThan = parsed.GetValue(olderThan),
        NewerThan = parsed.GetValue(newerThan),
        Text = parsed.GetValue(text),
    };
}
