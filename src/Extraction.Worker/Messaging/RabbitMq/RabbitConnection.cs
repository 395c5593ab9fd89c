using System.Threading.RateLimiting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Extraction.Worker.Messaging.RabbitMq;

/// <summary>The connection, made at the first use and anew after every loss; with it the channel on which messages are sent and confirmed.</summary>
internal sealed class RabbitConnection(MessagingOptions options) : IAsyncDisposable
{
    /// <summary>So many messages may be on their way to the broker unconfirmed.</summary>
    private const int MostUnconfirmed = 512;

    /// <summary>So many messages are sent before their confirmations are awaited.</summary>
    private const int Batch = 256;

    private readonly SemaphoreSlim one = new(1);
    private readonly ConcurrencyLimiter unconfirmed = new(new ConcurrencyLimiterOptions { PermitLimit = MostUnconfirmed, QueueLimit = int.MaxValue });
    private IConnection? connection;
    private IChannel? sending;
    private bool closed;

    /// <summary>A channel of one's own.</summary>
    public async Task<IChannel> OpenChannelAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            IConnection open = await ConnectAsync(cancellationToken);
            return await open.CreateChannelAsync(cancellationToken: CancellationToken.None);
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error) && !cancellationToken.IsCancellationRequested)
        {
            throw RabbitErrors.Translate(error, options);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Does something on a channel that is closed afterwards; an error of the broker closes only that channel.</summary>
    public async Task<T> UseChannelAsync<T>(Func<IChannel, Task<T>> use, CancellationToken cancellationToken)
    {
        await using IChannel channel = await OpenChannelAsync(cancellationToken);
        try
        {
            return await use(channel);
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error) && !cancellationToken.IsCancellationRequested)
        {
            throw RabbitErrors.Translate(error, options);
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
        await one.WaitAsync();
        try
        {
            closed = true;
            await DropAsync();
        }
        finally
        {
            one.Release();
        }

        await unconfirmed.DisposeAsync();
    }

    private async Task PublishAsync(
        IChannel channel, string exchange, string target, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.RabbitMq.ConfirmTimeout);
        try
        {
            await channel.BasicPublishAsync(exchange, target, mandatory: true, properties, body, limit.Token);
        }
        catch (PublishException refused) when (refused.IsReturn && exchange.Length == 0)
        {
            throw new QueueNotFoundException(target, $"RabbitMQ at {RabbitErrors.Where(options)}", refused);
        }
        catch (PublishException refused) when (refused.IsReturn)
        {
            throw new MessagingUnavailableException($"No queue is bound to the exchange {exchange} in RabbitMQ at {RabbitErrors.Where(options)}, so the event would be lost; bind one.", refused);
        }
        catch (Exception error) when (error is PublishException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw RabbitErrors.Unconfirmed(options, error);
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error) && !cancellationToken.IsCancellationRequested)
        {
            throw RabbitErrors.Translate(error, options);
        }
    }

    private async Task<IChannel> SendingChannelAsync(CancellationToken cancellationToken)
    {
        if (sending is { IsOpen: true } open)
        {
            return open;
        }

        await one.WaitAsync(cancellationToken);
        try
        {
            IConnection current = await ConnectAsync(cancellationToken);
            if (sending is not { IsOpen: true })
            {
                CreateChannelOptions confirmed = new(
                    publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: unconfirmed);
                sending = await current.CreateChannelAsync(confirmed, cancellationToken);
            }

            return sending;
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error) && !cancellationToken.IsCancellationRequested)
        {
            throw RabbitErrors.Translate(error, options);
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(closed, typeof(RabbitTransport));
        if (connection is { IsOpen: true })
        {
            return connection;
        }

        await DropAsync();
        ConnectionFactory factory = new()
        {
            Uri = options.RabbitMq.Address,
            ClientProvidedName = "extraction",
            // A lost connection is made anew at the next use: whoever held messages on the old one must learn that its locks are gone.
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = options.RabbitMq.Heartbeat,
            ContinuationTimeout = options.RabbitMq.ConfirmTimeout,
            MaxInboundMessageBodySize = (uint)Math.Min(uint.MaxValue, Math.Max(options.MaxMessageBytes * 2, 64 * 1024 * 1024)),
        };
        connection = await factory.CreateConnectionAsync(cancellationToken);
        await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            await RabbitTopology.EnsureAsync(channel, options, cancellationToken);
        }
        catch
        {
            await DropAsync();
            throw;
        }

        return connection;
    }

    private async Task DropAsync()
    {
        try
        {
            if (connection is not null)
            {
                await connection.CloseAsync(TimeSpan.FromSeconds(5));
            }
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error))
        {
            // It is closed already.
        }

        connection = null;
        sending = null;
    }
}
