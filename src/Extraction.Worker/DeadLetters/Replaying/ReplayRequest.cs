namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>How dead letters are to be replayed.</summary>
/// <param name="Who">The operator.</param>
/// <param name="Why">The operator's reason.</param>
internal sealed record ReplayRequest(string Who, string Why)
{
    /// <summary>The prompt to read them with, <c>NAME@VERSION</c>; null for the configured one.</summary>
    public string? Prompt { get; init; }

    /// <summary>Messages a second at most; null for no limit.</summary>
    public double? Rate { get; init; }

    /// <summary>How long to wait for the outcome of a batch, and for dead letters in other hands; zero to look at no outcome.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a batch may lie untouched until it is said that no worker receives, and the rest is sent without waiting.</summary>
    public TimeSpan UntilNobodyReceives { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The share of a batch, 0 to 1, that may fail again with the same code before the replay stops; default none.</summary>
    public double Tolerance { get; init; }
}
