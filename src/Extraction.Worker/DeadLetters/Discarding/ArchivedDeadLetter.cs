using Extraction.Worker.Messaging;

namespace Extraction.Worker.DeadLetters.Discarding;

/// <summary>One line of the archive: enough to send the message again by hand.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="OrderingKey">Its ordering key.</param>
/// <param name="Headers">All headers, those of the failure included.</param>
/// <param name="Body">The body, where it is UTF-8 text; else null.</param>
/// <param name="BodyBase64">The body, where it is not; else null.</param>
/// <param name="EnqueuedAt">When the message came into the queue.</param>
/// <param name="DiscardedAt">When it was discarded.</param>
/// <param name="Who">The operator.</param>
/// <param name="Why">The operator's reason.</param>
internal sealed record ArchivedDeadLetter(
    string Id,
    string? OrderingKey,
    IReadOnlyDictionary<string, string> Headers,
    string? Body,
    string? BodyBase64,
    DateTimeOffset EnqueuedAt,
    DateTimeOffset DiscardedAt,
    string Who,
    string Why)
{
    public static ArchivedDeadLetter From(TakenDeadLetter taken, DateTimeOffset now, DiscardRequest request)
    {
        IReceivedMessage message = taken.Message;
        string? text = MessageBody.TextOf(message.Body);
        return new ArchivedDeadLetter(
            message.Id,
            message.OrderingKey,
            message.Headers,
            text,
            text is null ? Convert.ToBase64String(message.Body.Span) : null,
            message.EnqueuedAt,
            now,
            request.Who,
            request.Why);
    }
}
