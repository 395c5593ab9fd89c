using Extraction.Worker.Storage;

namespace Extraction.Worker.Ledger;

/// <summary>An event as it stands in its table. Rows that were written before there were checksums have none.</summary>
internal sealed record OutboxRow(string Id, string DocumentSha256, string Recipe, string Subject, string Body, long? SentAt, long? Checksum)
{
    public const string Select =
        "SELECT event_id AS Id, document_sha256 AS DocumentSha256, recipe AS Recipe, subject AS Subject, body AS Body, sent_at AS SentAt, checksum AS Checksum FROM outbox";

    /// <summary>Whether it is as it was written.</summary>
    public bool IsWhole => Checksum is null || Checksum == Sum(Id, DocumentSha256, Recipe, Subject, Body);

    public static long Sum(string id, string documentSha256, string recipe, string subject, string body) => RowChecksum.Of(id, documentSha256, recipe, subject, body);

    public OutgoingEvent ToEvent() => new(Id, Subject, Body);
}
