using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace Extraction.Worker.Messaging.AzureServiceBus;

/// <summary>
/// The way to the broker: the SDK's clients, each opened once and shared, because a message can only be settled through the receiver that took it. The
/// SDK makes broken connections anew by itself.
/// </summary>
internal sealed class AzureLink(MessagingOptions options, TimeProvider time, ServiceBusClient client, ServiceBusAdministrationClient administration) : IAsyncDisposable
{
    private readonly SemaphoreSlim _ensuring = new(1);
    private readonly Lazy<ServiceBusSender> _queueSender = new(() => client.CreateSender(options.Queue));
    private readonly Lazy<ServiceBusSender> _topicSender = new(() => client.CreateSender(options.Topic));
    private readonly Lazy<ServiceBusReceiver> _main = new(() => Receiver(client, options.Queue, Azure.Messaging.ServiceBus.SubQueue.None));
    private readonly Lazy<ServiceBusReceiver> _dead = new(() => Receiver(client, options.Queue, Azure.Messaging.ServiceBus.SubQueue.DeadLetter));
    private volatile bool _ensured;

    public MessagingOptions Options => options;

    public TimeProvider Time => time;

    public ServiceBusAdministrationClient Administration => administration;

    public ServiceBusSender QueueSender => _queueSender.Value;

    public ServiceBusSender TopicSender => _topicSender.Value;

    public ServiceBusReceiver Receiver(SubQueue subQueue) => subQueue == SubQueue.Main ? _main.Value : _dead.Value;

    /// <summary>Whether the queue is read session by session.</summary>
    public bool HasSessions => options.AzureServiceBus.Sessions;

    /// <summary>Waits for a session that has messages and that nobody holds, up to the SDK's own limit, and holds it.</summary>
    public Task<ServiceBusSessionReceiver> AcceptSessionAsync(CancellationToken cancellationToken) =>
        client.AcceptNextSessionAsync(options.Queue, new ServiceBusSessionReceiverOptions { ReceiveMode = ServiceBusReceiveMode.PeekLock, PrefetchCount = 0 }, cancellationToken);

    /// <summary>Sees to it that queue and topic are there, and that both may be used.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await UseAsync(() => Receiver(SubQueue.Main).PeekMessageAsync(0, cancellationToken), cancellationToken);
        using ServiceBusMessageBatch batch = await UseAsync(() => TopicSender.CreateMessageBatchAsync(cancellationToken).AsTask(), cancellationToken, options.Topic);
    }

    /// <summary>Runs work at the broker; its errors become ours.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="entity">What is used; null for the queue.</param>
    public async Task<T> UseAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken, string? entity = null)
    {
        try
        {
            await EnsureAsync(cancellationToken);
            return await work();
        }
        catch (Exception error) when (AzureErrors.IsBrokers(error) && !cancellationToken.IsCancellationRequested)
        {
            throw AzureErrors.Translate(error, options, entity ?? options.Queue);
        }
        catch (Exception error) when (AzureErrors.IsAboutSessions(error))
        {
            throw AzureErrors.OtherSessions(options, error);
        }
    }

    /// <inheritdoc cref="UseAsync{T}(Func{Task{T}}, CancellationToken, string)"/>
    public Task UseAsync(Func<Task> work, CancellationToken cancellationToken) => UseAsync(
        async () =>
        {
            await work();
            return true;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        _ensuring.Dispose();
    }

    private async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_ensured || !options.CreateTopology)
        {
            return;
        }

        await _ensuring.WaitAsync(cancellationToken);
        try
        {
            if (!_ensured)
            {
                await AzureTopology.EnsureAsync(administration, options, cancellationToken);
                _ensured = true;
            }
        }
        finally
        {
            _ensuring.Release();
        }
    }

    private static ServiceBusReceiver Receiver(ServiceBusClient client, string queue, Azure.Messaging.ServiceBus.SubQueue subQueue) => client.CreateReceiver(
        queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.PeekLock, PrefetchCount = 0, SubQueue = subQueue });
}
