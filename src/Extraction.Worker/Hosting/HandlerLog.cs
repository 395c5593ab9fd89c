using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Hosting;

/// <summary>What the worker tells of each message. Never what a document contains.</summary>
internal static partial class HandlerLog
{
    [LoggerMessage(1, LogLevel.Information, "Document {DocumentId} is finished; events: {Events}.")]
    public static partial void Finished(ILogger logger, string documentId, int events);

    [LoggerMessage(13, LogLevel.Information, "Document {DocumentId} was finished before; its {Events} events are taken from the ledger, and no model is asked.")]
    public static partial void Remembered(ILogger logger, string documentId, int events);

    [LoggerMessage(2, LogLevel.Warning, "Message {MessageId} is dead-lettered as {Code}: {Sentence}")]
    public static partial void DeadLettered(ILogger logger, string messageId, string code, string sentence);

    [LoggerMessage(3, LogLevel.Warning, "Message {MessageId} is handed back at no cost: {Sentence}")]
    public static partial void HandedBack(ILogger logger, string messageId, string sentence);

    [LoggerMessage(4, LogLevel.Error, "Document {DocumentId}: attempt {Attempt} ended unexpectedly.")]
    public static partial void Unexpected(ILogger logger, Exception exception, string documentId, int attempt);

    [LoggerMessage(5, LogLevel.Warning, "The intake pauses for {Seconds} s: {Sentence}")]
    public static partial void Paused(ILogger logger, double seconds, string sentence);

    [LoggerMessage(14, LogLevel.Error, "The intake stops: {Sentence}")]
    public static partial void Damaged(ILogger logger, string sentence);

    [LoggerMessage(6, LogLevel.Information, "The intake tries again.")]
    public static partial void Resumed(ILogger logger);

    [LoggerMessage(7, LogLevel.Information, "The worker {Worker} reads from '{Queue}' on {Transport} with {Model}; {Recovered} events of an earlier run were sent.")]
    public static partial void Started(ILogger logger, string worker, string queue, string transport, string model, int recovered);

    [LoggerMessage(8, LogLevel.Critical, "The receive loop ended: the worker stops.")]
    public static partial void LoopEnded(ILogger logger, Exception? exception);

    [LoggerMessage(9, LogLevel.Debug, "Upkeep is put off: {Sentence}")]
    public static partial void UpkeepFailed(ILogger logger, string sentence);

    [LoggerMessage(10, LogLevel.Information, "The worker {Worker} stops: nothing more is taken; what is in hand is finished within {Grace} or handed back.")]
    public static partial void Stopping(ILogger logger, string worker, TimeSpan grace);

    [LoggerMessage(11, LogLevel.Information, "The worker {Worker} has stopped: {Finished} documents finished, {DeadLettered} dead-lettered.")]
    public static partial void Stopped(ILogger logger, string worker, long finished, long deadLettered);

    [LoggerMessage(12, LogLevel.Warning, "{Sentence} The other endpoints do its work.")]
    public static partial void EndpointAway(ILogger logger, string sentence);
}
