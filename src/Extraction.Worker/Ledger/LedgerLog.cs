using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Ledger;

/// <summary>What the ledger tells of its rows.</summary>
internal static partial class LedgerLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The log {Path}-wal of the ledger: {What}. After a power cut nothing is missing; otherwise examine the disk.")]
    public static partial void Dropped(this ILogger logger, string path, string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "The kept reply {Key} does not match its checksum and was removed; the model is asked again. Examine the ledger's disk.")]
    public static partial void DamagedReply(this ILogger logger, string key);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {EventId} of the document with SHA-256 {DocumentSha256} does not match its checksum; the document's result was removed, and when the document is read again its kept replies are used. Examine the ledger's disk.")]
    public static partial void DamagedEvent(this ILogger logger, string eventId, string documentSha256);
}
