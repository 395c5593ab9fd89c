using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Extraction.Worker.Messaging.RabbitMq;

/// <summary>The connection, made at the first use and anew after every loss; with it the channel on which messages are sent and confirmed.</summary>
internal sealed class RabbitConnection(MessagingOptions options) : IAsyncDisposable
{
    /// <summary>So many messages are sent before their confirmations are awaited.</summary>
    private const int Batch = 256;

    private readonly SemaphoreSlim _one = new(1);
    private IConnection? _connection;
    private IChannel? _sending;
    private bool _closed;

    private TimeSpan Limit => options.RabbitMq.ConfirmTimeout;

    /// <summary>A channel of one's own.</summary>
    public async Task<IChannel> OpenChannelAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await OpenAsync(null, cancellationToken);
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error) && !cancellationToken.IsCancellationRequested)
        {
            throw RabbitErrors.Translate(error, options);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Does something on a channel that is closed afterwards; an error of the broker closes only that channel.</summary>
    public async Task<T> UseChannelAsync<T>(Func<IChannel, Task<T>> use, CancellationToken cancellationToken)
    {
        IChannel channel = await OpenChannelAsync(cancellationToken);
        try
        {
            return await use(channel);
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error) && !cancellationToken.IsCancellationRequested)
        {
            throw RabbitErrors.Translate(error, options);
        }
        finally
        {
            await RabbitPatience.CloseAsync(channel);
        }
    }

    /// <summary>Sends messages in their order and returns when the broker has confirmed that all are safe.</summary>
    /// <param name="exchange">The exchange; empty for queues.</param>
    /// <param name="messages">Each with its routing key, or the queue's name.</param>
    /// <param name="cancellationToken">Ends the wait; some may have been sent.</param>
    public async Task PublishAsync(string exchange, IEnumerable<(string Target, BasicProperties Properties, ReadOnlyMemory<byte> Body)> messages, CancellationToken cancellationToken)
    {
        foreach ((string Target, BasicProperties Properties, ReadOnlyMemory<byte> Body)[] batch in messages.Chunk(Batch))
        {
            // All on one channel, begun one after another: they arrive in this order, and the confirmations are awaited together.
            IChannel channel = await SendingChannelAsync(cancellationToken);
            await Task.WhenAll(batch.Select(message => PublishAsync(channel, exchange, message.Target, message.Properties, message.Body, cancellationToken)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _one.WaitAsync();
        try
        {
            _closed = true;
            await DropAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task PublishAsync(
        IChannel channel, string exchange, string target, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            await RabbitPatience.AskAsync(Limit, token => channel.BasicPublishAsync(exchange, target, mandatory: true, properties, body, token).AsTask(), cancellationToken);
        }
        catch (PublishException refused) when (refused.IsReturn && exchange.Length == 0)
        {
            throw new QueueNotFoundException(target, $"RabbitMQ at {RabbitErrors.Where(options)}", refused);
        }
        catch (PublishException refused) when (refused.IsReturn)
        {
            throw new MessagingUnavailableException($"No queue is bound to the exchange {exchange} in RabbitMQ at {RabbitErrors.Where(options)}, so the event would be lost; bind one.", refused);
        }
        catch (TimeoutException unconfirmed)
        {
            // A quorum queue confirms the messages of a channel in their order: after a gap, nothing that follows on it may ever be confirmed.
            Retire(channel);
            throw RabbitErrors.Unconfirmed(options, unconfirmed);
        }
        catch (PublishException refused)
        {
            throw RabbitErrors.Unconfirmed(options, refused);
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error) && !cancellationToken.IsCancellationRequested)
        {
            throw RabbitErrors.Translate(error, options);
        }
    }

    private async Task<IChannel> SendingChannelAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _sending) is { IsOpen: true } open)
        {
            return open;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return _sending is { IsOpen: true } current
                ? current
                : _sending = await OpenAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error) && !cancellationToken.IsCancellationRequested)
        {
            throw RabbitErrors.Translate(error, options);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Nothing more is sent on the channel; it is closed when all that is on its way has had its time.</summary>
    private void Retire(IChannel channel)
    {
        if (Interlocked.CompareExchange(ref _sending, null, channel) == channel)
        {
            _ = CloseLaterAsync();
        }

        async Task CloseLaterAsync()
        {
            await Task.Delay(Limit, TimeProvider.System);
            await RabbitPatience.CloseAsync(channel);
        }
    }

    /// <summary>Opens a channel. A connection that gives none was lost unnoticed, or is good for nothing: then a new one is made, once.</summary>
    private async Task<IChannel> OpenAsync(CreateChannelOptions? channelOptions, CancellationToken cancellationToken)
    {
        while (true)
        {
            bool old = _connection is { IsOpen: true };
            IConnection open = await ConnectAsync(cancellationToken);
            try
            {
                return await RabbitPatience.AskAsync(Limit, token => open.CreateChannelAsync(channelOptions, token), late: RabbitPatience.CloseAsync, cancellationToken);
            }
            catch (Exception error) when (RabbitErrors.IsBrokers(error) && !cancellationToken.IsCancellationRequested)
            {
                _ = DropAsync();
                if (!old)
                {
                    throw;
                }
            }
        }
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(RabbitTransport));
        if (_connection is { IsOpen: true })
        {
            return _connection;
        }

        _ = DropAsync();
        return _connection = await RabbitPatience.AskAsync(Limit, EstablishAsync, late: RabbitPatience.CloseAsync, cancellationToken);
    }

    /// <summary>A new connection to a broker that holds what is needed.</summary>
    private async Task<IConnection> EstablishAsync(CancellationToken cancellationToken)
    {
        ConnectionFactory factory = new()
        {
            Uri = options.RabbitMq.Address,
            ClientProvidedName = "extraction",
            // A lost connection is made anew at the next use: whoever held messages on the old one must learn that its locks are gone.
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = options.RabbitMq.Heartbeat,
            ContinuationTimeout = Limit,
            MaxInboundMessageBodySize = (uint)Math.Min(uint.MaxValue, Math.Max(options.MaxMessageBytes * 2, 64 * 1024 * 1024)),
        };
        IConnection made = await factory.CreateConnectionAsync(cancellationToken);
        try
        {
            IChannel channel = await made.CreateChannelAsync(cancellationToken: cancellationToken);
            await RabbitTopology.EnsureAsync(channel, options, cancellationToken);
            _ = RabbitPatience.CloseAsync(channel);
            return made;
        }
        catch
        {
            _ = RabbitPatience.CloseAsync(made);
            throw;
        }
    }

    /// <summary>Gives the connection up at once; the task ends when it is closed.</summary>
    private Task DropAsync()
    {
        IConnection? dropped = _connection;
        _connection = null;
        _sending = null;
        return dropped is null ? Task.CompletedTask : RabbitPatience.CloseAsync(dropped);
    }
}
