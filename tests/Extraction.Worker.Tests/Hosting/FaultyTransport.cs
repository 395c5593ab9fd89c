using Extraction.Worker.Messaging;

namespace Extraction.Worker.Tests.Hosting;

/// <summary>A transport whose topic refuses events when the test says so.</summary>
internal sealed class FaultyTransport(IMessageTransport inner) : IMessageTransport, IEventTopic
{
    private int _published;

    /// <summary>What publishing raises; null when all is well.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>How often events were handed in.</summary>
    public int Calls => Volatile.Read(ref _published);

    public TransportCapabilities Capabilities => inner.Capabilities;

    public IMessageQueue Queue => inner.Queue;

    public IEventTopic Topic => this;

    public string Name => inner.Topic.Name;

    public Task CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);

    public Task<string?> FindDamageAsync(CancellationToken cancellationToken) => inner.FindDamageAsync(cancellationToken);

    public Task<IReadOnlyList<SendOutcome>> PublishAsync(IReadOnlyList<OutgoingMessage> events, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _published);
        return Refusal is { } refusal ? Task.FromException<IReadOnlyList<SendOutcome>>(refusal) : inner.Topic.PublishAsync(events, cancellationToken);
    }

    public IAsyncEnumerable<PublishedEvent> ReadAsync(long after, bool follow, CancellationToken cancellationToken) => inner.Topic.ReadAsync(after, follow, cancellationToken);

    public Task<long> PositionBeforeAsync(DateTimeOffset since, CancellationToken cancellationToken) => inner.Topic.PositionBeforeAsync(since, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
