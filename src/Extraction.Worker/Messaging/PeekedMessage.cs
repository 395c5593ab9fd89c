namespace Extraction.Worker.Messaging;

/// <summary>A message as it stands in the queue, seen without taking it. Its delivery count is 0 while nobody has received it.</summary>
internal sealed record PeekedMessage(
    long Sequence,
    string Id,
    ReadOnlyMemory<byte> Body,
    IReadOnlyDictionary<string, string> Headers,
    string? OrderingKey,
    MessageState State,
    int DeliveryCount,
    DateTimeOffset EnqueuedAt) : IStoredMessage;
