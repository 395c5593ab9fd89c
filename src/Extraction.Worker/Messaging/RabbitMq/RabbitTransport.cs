namespace Extraction.Worker.Messaging.RabbitMq;

/// <summary>RabbitMQ from 3.10: quorum queues, every send confirmed, connections made anew by themselves.</summary>
internal sealed class RabbitTransport : IMessageTransport
{
    private readonly RabbitConnection _connection;

    public RabbitTransport(MessagingOptions options, TimeProvider time)
    {
        _connection = new RabbitConnection(options);
        Queue = new RabbitQueue(options, time, _connection, Capabilities);
        Topic = new RabbitTopic(options, time, _connection, Capabilities);
    }

    public TransportCapabilities Capabilities { get; } = new()
    {
        Name = nameof(TransportKind.RabbitMq),
        DropsDuplicates = false,
        PeeksWithoutTrace = false,
        LocksEndAtTheBroker = false,
        KeepsOrderAcrossReceivers = false,
        KeepsOrderThroughRetries = false,
        ShowsEveryState = false,
        TopicIsReadable = false,
        Bridges = new Dictionary<string, string>
        {
            [nameof(TransportCapabilities.DropsDuplicates)] = "RabbitMQ drops no duplicates; ids stay the same, and the ledger and the consumers drop repeats.",
            [nameof(TransportCapabilities.PeeksWithoutTrace)] = "AMQP has no peek; messages are taken for a moment and given back in their order, which counts as a delivery.",
            [nameof(TransportCapabilities.LocksEndAtTheBroker)] = "RabbitMQ knows no lock but the connection's; the receiver keeps the lock's time and gives the message back when it is over, and the broker does when the connection ends.",
            [nameof(TransportCapabilities.KeepsOrderAcrossReceivers)] = "RabbitMQ keeps no order per key; one worker handles a key's messages one after another.",
            [nameof(TransportCapabilities.KeepsOrderThroughRetries)] = "A message that RabbitMQ brings again after a delay comes after those behind it.",
            [nameof(TransportCapabilities.ShowsEveryState)] = "RabbitMQ shows and counts ready messages only; those in hand or delayed are not seen.",
            [nameof(TransportCapabilities.TopicIsReadable)] = "Published events cannot be read back from a RabbitMQ exchange; bind a queue to it and consume that, or publish to a file too.",
        },
    };

    public IMessageQueue Queue { get; }

    public IEventTopic Topic { get; }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) => Queue.CountAsync(cancellationToken);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
