namespace Extraction.Worker.Messaging;

/// <summary>What a message in a queue shows, however one came to see it.</summary>
internal interface IStoredMessage
{
    /// <summary>The sender's id.</summary>
    string Id { get; }

    ReadOnlyMemory<byte> Body { get; }

    IReadOnlyDictionary<string, string> Headers { get; }

    string? OrderingKey { get; }

    /// <summary>The broker's number of the message: unique in its queue and rising, where the broker gives one; else 0.</summary>
    long Sequence { get; }

    /// <summary>How often it was delivered, this delivery included: 1 at the first.</summary>
    int DeliveryCount { get; }

    DateTimeOffset EnqueuedAt { get; }
}
