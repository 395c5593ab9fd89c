namespace Extraction.Worker.Cli.DeadLetters;

/// <summary><c>extraction deadletters</c>: what operators do with messages that were given up.</summary>
internal static class DeadLetterVerbs
{
    /// <summary>The word before the verbs.</summary>
    public const string Group = "deadletters";

    public static IEnumerable<Verb> Create(CliConsole console) =>
        new[] { ListVerb.Create(console), ShowVerb.Create(console), ReplayVerb.Create(console), DiscardVerb.Create(console) }
            .Select(verb => verb with { Group = Group });
}
