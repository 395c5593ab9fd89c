namespace Extraction.Worker.Ledger;

/// <summary>A place in the order in which events were sent.</summary>
/// <param name="SentAt">Milliseconds since 1970-01-01 UTC.</param>
/// <param name="Id">Of several in that millisecond, the last one seen; empty for none of them.</param>
internal sealed record SentPlace(long SentAt, string Id)
{
    /// <summary>Before the first event.</summary>
    public static SentPlace Beginning { get; } = new(0, "");
}
