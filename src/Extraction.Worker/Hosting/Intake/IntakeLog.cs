using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Hosting.Intake;

/// <summary>What the processor writes to the log. Never a body.</summary>
internal static partial class IntakeLog
{
    [LoggerMessage(1, LogLevel.Warning, "Receiving from {Queue} failed, next try in {Delay}: {Reason}")]
    public static partial void ReceiveFailed(this ILogger logger, string queue, TimeSpan delay, string reason);

    [LoggerMessage(2, LogLevel.Error, "Handling message {Id} failed unexpectedly at delivery {Delivery}; it comes back in {Delay}.")]
    public static partial void HandlerFailed(this ILogger logger, Exception error, string id, int delivery, TimeSpan delay);

    [LoggerMessage(3, LogLevel.Warning, "Message {Id} could not be settled: {Reason}")]
    public static partial void NotSettled(this ILogger logger, string id, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Message {Id} was handled for longer than {Limit} and is cancelled.")]
    public static partial void TookTooLong(this ILogger logger, string id, TimeSpan limit);

    [LoggerMessage(5, LogLevel.Information, "The lock on message {Id} ran out before its turn came; it is left to the next receiver.")]
    public static partial void ExpiredBeforeTurn(this ILogger logger, string id);

    [LoggerMessage(6, LogLevel.Warning, "The lock on message {Id} could not be renewed: {Reason}")]
    public static partial void NotRenewed(this ILogger logger, string id, string reason);

    [LoggerMessage(7, LogLevel.Warning, "Intake pauses: {Reason}")]
    public static partial void Paused(this ILogger logger, string reason);

    [LoggerMessage(8, LogLevel.Information, "Intake goes on, slowly at first: {Reason} is over.")]
    public static partial void Resumed(this ILogger logger, string reason);

    [LoggerMessage(9, LogLevel.Error, "The handler of errors failed itself; the message is not affected.")]
    public static partial void ErrorHandlerFailed(this ILogger logger, Exception error);
}
