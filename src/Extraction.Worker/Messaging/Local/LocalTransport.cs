using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Extraction.Worker.Messaging.Local;

/// <summary>
/// The embedded broker: a SQLite file, durable at every acknowledgement. Any number of processes on one machine may share it; none of them
/// knows anything that does not stand in the file.
/// </summary>
internal sealed class LocalTransport : IMessageTransport
{
    private readonly LocalStore _store;

    public LocalTransport(MessagingOptions options, TimeProvider time, ILogger<LocalTransport>? logger = null)
    {
        _store = new LocalStore(options, time, logger ?? NullLogger<LocalTransport>.Instance);
        Queue = new LocalQueue(_store, Capabilities);
        Topic = new LocalTopic(_store);
    }

    public TransportCapabilities Capabilities { get; } = new() { Name = nameof(TransportKind.Local) };

    public IMessageQueue Queue { get; }

    public IEventTopic Topic { get; }

    public Task CheckAsync(CancellationToken cancellationToken) =>
        _store.WriteAsync(session => session.Queue(Queue.Name) + session.Topic(Topic.Name), cancellationToken);

    public Task<string?> FindDamageAsync(CancellationToken cancellationToken) => _store.FindDamageAsync(cancellationToken);

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
