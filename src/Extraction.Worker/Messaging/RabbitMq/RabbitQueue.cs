using RabbitMQ.Client;

namespace Extraction.Worker.Messaging.RabbitMq;

/// <inheritdoc cref="IMessageQueue"/>
internal sealed class RabbitQueue(MessagingOptions options, TimeProvider time, RabbitConnection connection, TransportCapabilities capabilities) : IMessageQueue
{
    public MessagingOptions Options => options;

    public TimeProvider Time => time;

    public RabbitConnection Connection => connection;

    public string Name => options.Queue;

    public TransportCapabilities Capabilities => capabilities;

    public string NameOf(SubQueue subQueue) => subQueue == SubQueue.Main ? Name : RabbitTopology.DeadLetters(Name);

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        MessageTooLargeException.ThrowIfAny(messages, options.MaxMessageBytes);
        await connection.PublishAsync("", messages.Select(message => (Name, ToProperties(message, TimeSpan.Zero), message.Body)), cancellationToken);

        return [.. messages.Select(_ => SendOutcome.Accepted)];
    }

    public async Task<string?> ScheduleAsync(OutgoingMessage message, DateTimeOffset due, CancellationToken cancellationToken)
    {
        MessageTooLargeException.ThrowIfAny([message], options.MaxMessageBytes);
        TimeSpan delay = due - time.GetUtcNow() is { Ticks: > 0 } ahead ? ahead : TimeSpan.Zero;
        string waiting = await connection.UseChannelAsync(channel => RabbitTopology.DeclareScheduledAsync(channel, Name, delay, cancellationToken), cancellationToken);
        await connection.PublishAsync("", [(waiting, ToProperties(message, delay), message.Body)], cancellationToken);
        return waiting;
    }

    /// <remarks>Deleting the message's own queue tells whether the message was still in it.</remarks>
    public async Task<bool> CancelScheduledAsync(string receipt, CancellationToken cancellationToken)
    {
        if (!receipt.StartsWith(RabbitTopology.Scheduled(Name, ""), StringComparison.Ordinal))
        {
            return false;
        }

        return await connection.UseChannelAsync(
            async channel => await channel.QueueDeleteAsync(receipt, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken) > 0, cancellationToken);
    }

    public IMessageReceiver OpenReceiver(SubQueue subQueue = SubQueue.Main, int prefetch = 0, int mostInHand = 0) =>
        new RabbitReceiver(this, subQueue, mostInHand == 0 ? prefetch : mostInHand + prefetch);

    /// <remarks>The numbers are places in the queue, from 1: AMQP has no peek, so the messages are taken for a moment and given back in their order.</remarks>
    public Task<IReadOnlyList<PeekedMessage>> PeekAsync(SubQueue subQueue, long fromSequence, int max, CancellationToken cancellationToken) =>
        connection.UseChannelAsync<IReadOnlyList<PeekedMessage>>(
            async channel =>
            {
                List<PeekedMessage> seen = [];
                ulong last = 0;
                for (long place = 1; seen.Count < max && !cancellationToken.IsCancellationRequested; place++)
                {
                    BasicGetResult? answer = await channel.BasicGetAsync(NameOf(subQueue), autoAck: false, CancellationToken.None);
                    if (answer is null)
                    {
                        break;
                    }

                    last = answer.DeliveryTag;
                    if (place >= fromSequence)
                    {
                        RabbitDelivery read = RabbitWire.Read(answer.DeliveryTag, answer.BasicProperties, answer.Body.Span, time.GetUtcNow());
                        seen.Add(new PeekedMessage(place, read.Id, read.Body, read.Headers, read.OrderingKey, MessageState.Active, read.DeliveryCount - 1, read.EnqueuedAt));
                    }
                }

                if (last > 0)
                {
                    await channel.BasicNackAsync(last, multiple: true, requeue: true, CancellationToken.None);
                }

                cancellationToken.ThrowIfCancellationRequested();
                return seen;
            },
            cancellationToken);

    public Task<QueueCounts> CountAsync(CancellationToken cancellationToken) => connection.UseChannelAsync(
        async channel => new QueueCounts(
            await channel.MessageCountAsync(Name, cancellationToken), null, null, await channel.MessageCountAsync(NameOf(SubQueue.DeadLetters), cancellationToken)),
        cancellationToken);

    /// <summary>Sends a copy of a received message to a part of the queue, at once or after a delay; returns when it is confirmed.</summary>
    public async Task SendCopyAsync(BasicProperties properties, ReadOnlyMemory<byte> body, SubQueue subQueue, TimeSpan delay, CancellationToken cancellationToken)
    {
        string target = NameOf(subQueue);
        if (delay > TimeSpan.Zero)
        {
            target = await connection.UseChannelAsync(channel => RabbitTopology.EnsureDelayAsync(channel, target, delay, cancellationToken), cancellationToken);
        }

        await connection.PublishAsync("", [(target, properties, body)], cancellationToken);
    }

    private BasicProperties ToProperties(OutgoingMessage message, TimeSpan hidden) =>
        RabbitWire.ToProperties(message, time.GetUtcNow(), message.TimeToLive ?? options.TimeToLive, hidden);
}
