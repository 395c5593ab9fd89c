using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Messaging.Local;

/// <summary>What the embedded queue tells of its file.</summary>
internal static partial class LocalLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The log {Path}-wal of the queue file: {What}. After a power cut nothing is missing; otherwise examine the disk and enqueue again what was enqueued last.")]
    public static partial void Dropped(ILogger logger, string path, string what);
}
