namespace Extraction.Worker.Messaging.RabbitMq;

/// <inheritdoc cref="IEventTopic"/>
/// <remarks>An exchange keeps nothing, so it cannot be read; its consumers bind queues of their own, with the event's ordering key as routing key.</remarks>
internal sealed class RabbitTopic(MessagingOptions options, TimeProvider time, RabbitConnection connection, TransportCapabilities capabilities) : IEventTopic
{
    public string Name => options.Topic;

    public async Task<IReadOnlyList<SendOutcome>> PublishAsync(IReadOnlyList<OutgoingMessage> events, CancellationToken cancellationToken)
    {
        MessageTooLargeException.ThrowIfAny(events, options.MaxMessageBytes);
        await connection.PublishAsync(
            Name, events.Select(one => (RoutingKey(one), RabbitWire.ToProperties(one, time.GetUtcNow(), one.TimeToLive, TimeSpan.Zero), one.Body)), cancellationToken);
        return [.. events.Select(_ => SendOutcome.Accepted)];
    }

    public IAsyncEnumerable<PublishedEvent> ReadAsync(long after, bool follow, CancellationToken cancellationToken) => throw Unreadable();

    public Task<long> PositionBeforeAsync(DateTimeOffset since, CancellationToken cancellationToken) => throw Unreadable();

    /// <summary>AMQP takes routing keys of 255 bytes.</summary>
    private static string RoutingKey(OutgoingMessage one) => one.OrderingKey is { Length: <= 63 } key ? key : "";

    private MessagingException Unreadable() => new(capabilities.Bridges[nameof(TransportCapabilities.TopicIsReadable)]);
}
