namespace Extraction.Worker.Messaging.AzureServiceBus;

/// <inheritdoc cref="IEventTopic"/>
/// <remarks>An event's id is the message id, so that the topic's duplicate detection drops repeats.</remarks>
internal sealed class AzureTopic(AzureLink link, TransportCapabilities capabilities) : IEventTopic
{
    public string Name => link.Options.Topic;

    public Task<IReadOnlyList<SendOutcome>> PublishAsync(IReadOnlyList<OutgoingMessage> events, CancellationToken cancellationToken) =>
        AzureSending.SendAsync(link, link.TopicSender, events, sessions: false, cancellationToken);

    public IAsyncEnumerable<PublishedEvent> ReadAsync(long after, bool follow, CancellationToken cancellationToken) => throw Unreadable();

    public Task<long> PositionBeforeAsync(DateTimeOffset since, CancellationToken cancellationToken) => throw Unreadable();

    private MessagingException Unreadable() => new(capabilities.Bridges[nameof(TransportCapabilities.TopicIsReadable)]);
}
