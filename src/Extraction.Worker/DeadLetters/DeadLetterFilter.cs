namespace Extraction.Worker.DeadLetters;

/// <summary>Which dead letters are meant; what is null or empty leaves all through.</summary>
internal sealed record DeadLetterFilter
{
    /// <summary>Message ids, or keys of dead letters.</summary>
    public IReadOnlyCollection<string> Ids { get; init; } = [];

    public IReadOnlyCollection<string> Codes { get; init; } = [];

    public string? Stage { get; init; }

    public string? Source { get; init; }

    public string? Kind { get; init; }

    /// <summary><c>NAME@VERSION</c>, or a name for all its versions.</summary>
    public string? Prompt { get; init; }

    /// <summary>Only what was given up longer ago than this.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Only what was given up within this time.</summary>
    public TimeSpan? NewerThan { get; init; }

    /// <summary>Words in the sentence, in any case.</summary>
    public string? Text { get; init; }

    public bool Matches(DeadLetter letter, DateTimeOffset now) =>
        (Ids.Count == 0 || Ids.Contains(letter.Id) || Ids.Contains(letter.Key))
        && (Codes.Count == 0 || Codes.Contains(letter.Code))
        && Is(Stage, letter.Stage)
        && Is(Source, letter.Source)
        && Is(Kind, letter.Kind)
        && (Prompt is null || letter.Prompt == Prompt || (letter.Prompt?.StartsWith(Prompt + "@", StringComparison.Ordinal) ?? false))
        && (OlderThan is null || now - letter.At > OlderThan)
        && (NewerThan is null || now - letter.At <= NewerThan)
        && (Text is null || letter.Sentence.Contains(Text, StringComparison.OrdinalIgnoreCase));

    private static bool Is(string? wanted, string? actual) => wanted is null || string.Equals(wanted, actual, StringComparison.Ordinal);
}
