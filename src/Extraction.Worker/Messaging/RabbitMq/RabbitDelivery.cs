namespace Extraction.Worker.Messaging.RabbitMq;

/// <summary>A message as the broker delivered it.</summary>
internal sealed record RabbitDelivery(
    ulong Tag,
    string Id,
    ReadOnlyMemory<byte> Body,
    IReadOnlyDictionary<string, string> Headers,
    string? OrderingKey,
    int DeliveryCount,
    DateTimeOffset EnqueuedAt,
    DateTimeOffset? ExpiresAt);
