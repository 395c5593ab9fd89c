using System.CommandLine;
using Extraction.Worker.DeadLetters;

namespace Extraction.Worker.Cli.DeadLetters;

/// <summary>The options that choose dead letters, the same for every verb.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string[]> _id = new("--id") { Description = "Only these message ids, or keys of dead letters; can be given several times.", HelpName = "ID" };
    private readonly Option<string[]> _code = new("--code") { Description = "Only these codes, document-corrupt for instance; can be given several times.", HelpName = "CODE" };
    private readonly Option<string?> _stage = new("--stage") { Description = "Only what this step gave up: receive, read, extract, place, record, publish.", HelpName = "STAGE" };
    private readonly Option<string?> _source = new("--source") { Description = "Only what was in this queue.", HelpName = "QUEUE" };
    private readonly Option<string?> _kind = new("--kind") { Description = "Only documents of this kind.", HelpName = "KIND" };
    private readonly Option<string?> _prompt = new("--prompt") { Description = "Only what was read with this prompt: NAME@VERSION, or NAME for all its versions.", HelpName = "NAME[@VERSION]" };
    private readonly Option<TimeSpan?> _olderThan = Age.Option("--older-than", "Only what was given up longer ago: 30s, 15m, 2h, 7d.");
    private readonly Option<TimeSpan?> _newerThan = Age.Option("--newer-than", "Only what was given up within this time.");
    private readonly Option<string?> _text = new("--text") { Description = "Only those whose sentence holds these words, in any case.", HelpName = "WORDS" };
    private readonly Option<int?> _limit = new("--limit") { Description = "At most so many, the oldest first.", HelpName = "N" };

    public FilterOptions AddTo(Command command)
    {
        _limit.Validators.Add(result =>
        {
            if (result.GetValue(_limit) < 1)
            {
                result.AddError("--limit must be 1 or more.");
            }
        });
        foreach (Option option in new Option[] { _id, _code, _stage, _source, _kind, _prompt, _olderThan, _newerThan, _text, _limit })
        {
            command.Add(option);
        }

        return this;
    }

    /// <summary>Whether the command line narrows the choice at all.</summary>
    public bool Narrows(ParseResult parsed) =>
        parsed.GetValue(_limit) is not null
        || Filter(parsed) is not { Ids.Count: 0, Codes.Count: 0, Stage: null, Source: null, Kind: null, Prompt: null, OlderThan: null, NewerThan: null, Text: null };

    /// <summary>At most so many; null for all.</summary>
    public int? Limit(ParseResult parsed) => parsed.GetValue(_limit);

    public DeadLetterFilter Filter(ParseResult parsed) => new()
    {
        Ids = parsed.GetValue(_id) ?? [],
        Codes = parsed.GetValue(_code) ?? [],
        Stage = parsed.GetValue(_stage),
        Source = parsed.GetValue(_source),
        Kind = parsed.GetValue(_kind),
        Prompt = parsed.GetValue(_prompt),
        OlderThan = parsed.GetValue(_olderThan),
        NewerThan = parsed.GetValue(_newerThan),
        Text = parsed.GetValue(_text),
    };
}
