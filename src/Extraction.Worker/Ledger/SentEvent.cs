namespace Extraction.Worker.Ledger;

/// <summary>An event that was sent.</summary>
/// <param name="Id">Deterministic event id.</param>
/// <param name="Body">The envelope as JSON, one line; null where it does not match its checksum.</param>
/// <param name="SentAt">When, in milliseconds since 1970-01-01 UTC.</param>
internal sealed record SentEvent(string Id, string? Body, long SentAt)
{
    public SentPlace Place => new(SentAt, Id);
}
