namespace Extraction.Worker.Messaging;

/// <summary>How an abandoned message comes back.</summary>
internal sealed record Redelivery
{
    /// <summary>At once, counted.</summary>
    public static Redelivery AtOnce { get; } = new();

    /// <summary>At once, as if it had never been delivered: for a stop, or a pause.</summary>
    public static Redelivery HandedBack { get; } = new() { CountsDelivery = false };

    /// <summary>How long it stays hidden.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>False where the message has done nothing wrong: its delivery count is then what it was before this delivery.</summary>
    public bool CountsDelivery { get; init; } = true;

    /// <summary>The headers from now on; null leaves them as they are.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }
}
