namespace Extraction.Worker.DeadLetters.Discarding;

/// <summary>How dead letters are to be discarded.</summary>
/// <param name="Who">The operator.</param>
/// <param name="Why">The operator's reason.</param>
/// <param name="Archive">The JSON Lines file that they go to; it is added to, never overwritten.</param>
internal sealed record DiscardRequest(string Who, string Why, string Archive)
{
    /// <summary>How long to wait for dead letters in other hands.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
