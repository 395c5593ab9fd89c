namespace Extraction.Worker.Messaging.RabbitMq;

/// <inheritdoc cref="IReceivedMessage"/>
/// <remarks>
/// The broker knows no lock but the connection's. So the lock is kept here: when it runs out, the message is given back to the broker, and this
/// object settles nothing any more. What AMQP cannot do in place (a delay, other headers, a dead letter with its reason, a delivery that does not
/// count) is a confirmed copy, then the acknowledgement of the original: a kill between the two repeats the message under the same id, and never loses it.
/// </remarks>
internal sealed class RabbitReceivedMessage : IReceivedMessage
{
    private readonly RabbitQueue queue;
    private readonly RabbitLink link;
    private readonly RabbitDelivery delivery;
    private readonly SubQueue subQueue;
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private long lockedAt;
    private State state;

    public RabbitReceivedMessage(RabbitQueue queue, RabbitLink link, RabbitDelivery delivery, SubQueue subQueue)
    {
        this.queue = queue;
        this.link = link;
        this.delivery = delivery;
        this.subQueue = subQueue;
        link.Take();
        lockedAt = queue.Time.GetTimestamp();
        timer = queue.Time.CreateTimer(_ => OnTimer(), null, queue.Options.LockDuration, Timeout.InfiniteTimeSpan);
    }

    private enum State
    {
        Held,
        Settling,
        Settled,
        Lost,
    }

    public string Id => delivery.Id;

    public ReadOnlyMemory<byte> Body => delivery.Body;

    public IReadOnlyDictionary<string, string> Headers => delivery.Headers;

    public string? OrderingKey => delivery.OrderingKey;

    public long Sequence => 0;

    public int DeliveryCount => delivery.DeliveryCount;

    public DateTimeOffset EnqueuedAt => delivery.EnqueuedAt;

    public DateTimeOffset? ExpiresAt => delivery.ExpiresAt;

    public TimeSpan LockRemaining
    {
        get
        {
            lock (gate)
            {
                return state == State.Lost || !link.IsOpen ? TimeSpan.Zero : queue.Options.LockDuration - queue.Time.GetElapsedTime(lockedAt);
            }
        }
    }

    public Task RenewAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            MustHold();
            lockedAt = queue.Time.GetTimestamp();
            timer.Change(queue.Options.LockDuration, Timeout.InfiniteTimeSpan);
        }

        return Task.CompletedTask;
    }

    public Task CompleteAsync(CancellationToken cancellationToken) => SettleAsync(AcknowledgeAsync);

    public Task AbandonAsync(Redelivery redelivery, CancellationToken cancellationToken)
    {
        if (redelivery.CountsDelivery && subQueue == SubQueue.Main && DeliveryCount >= queue.Options.MaxDeliveryCount)
        {
            return DeadLetterAsync(DeadLetterReason.DeliveredTooOften(DeliveryCount), cancellationToken);
        }

        bool inPlace = redelivery is { CountsDelivery: true, Headers: null } && redelivery.Delay <= TimeSpan.Zero;
        return inPlace
            ? SettleAsync(RefuseAsync)
            : SettleAsync(async () =>
            {
                int counted = redelivery.CountsDelivery ? DeliveryCount : DeliveryCount - 1;
                await queue.SendCopyAsync(RabbitWire.ToCopy(delivery, redelivery.Headers ?? Headers, counted, deadLetter: false), Body, subQueue, redelivery.Delay, cancellationToken);
                await AcknowledgeAsync();
            });
    }

    public Task DeadLetterAsync(DeadLetterReason reason, CancellationToken cancellationToken) => DeadLetterAsync(reason, DeliveryCount, cancellationToken);

    /// <summary>Gives up a message that was not handed out this time, so this delivery does not count.</summary>
    public Task PutAsideAsync(DeadLetterReason reason) => DeadLetterAsync(reason, DeliveryCount - 1, CancellationToken.None);

    private Task DeadLetterAsync(DeadLetterReason reason, int deliveries, CancellationToken cancellationToken) => SettleAsync(async () =>
    {
        Dictionary<string, string> headers = reason.ApplyTo(Headers, queue.Name, deliveries, Guid.NewGuid().ToString("N"), queue.Time.GetUtcNow());
        await queue.SendCopyAsync(RabbitWire.ToCopy(delivery, headers, 0, deadLetter: true), Body, SubQueue.DeadLetters, TimeSpan.Zero, cancellationToken);
        await AcknowledgeAsync();
    });

    private Task AcknowledgeAsync() => RabbitPatience.AskAsync(
        queue.Options.RabbitMq.ConfirmTimeout, token => link.Channel.BasicAckAsync(delivery.Tag, multiple: false, token).AsTask(), CancellationToken.None);

    private Task RefuseAsync() => RabbitPatience.AskAsync(
        queue.Options.RabbitMq.ConfirmTimeout, token => link.Channel.BasicNackAsync(delivery.Tag, multiple: false, requeue: true, token).AsTask(), CancellationToken.None);

    private async Task SettleAsync(Func<Task> settle)
    {
        lock (gate)
        {
            MustHold();
            state = State.Settling;
        }

        try
        {
            await settle();
        }
        catch (Exception error)
        {
            lock (gate)
            {
                state = State.Held;
            }

            OnTimer(); // the lock may have run out meanwhile
            if (!link.IsOpen || error is not MessagingException)
            {
                throw RabbitErrors.IsBrokers(error) || error is MessagingException ? MessageLockLostException.RanOut(Id) : error;
            }

            throw;
        }

        await EndAsync(State.Settled);
    }

    private void MustHold()
    {
        if (state is State.Settled or State.Settling)
        {
            throw MessageLockLostException.Settled(Id);
        }

        if (state == State.Lost || !link.IsOpen || queue.Time.GetElapsedTime(lockedAt) >= queue.Options.LockDuration)
        {
            throw MessageLockLostException.RanOut(Id);
        }
    }

    /// <summary>When the lock has run out, the message goes back to the broker, which counts that.</summary>
    private void OnTimer()
    {
        lock (gate)
        {
            if (state != State.Held)
            {
                return;
            }

            TimeSpan left = queue.Options.LockDuration - queue.Time.GetElapsedTime(lockedAt);
            if (left > TimeSpan.Zero && link.IsOpen)
            {
                timer.Change(left, Timeout.InfiniteTimeSpan);
                return;
            }

            state = State.Lost;
        }

        _ = GiveBackAsync();
    }

    private async Task GiveBackAsync()
    {
        try
        {
            await RefuseAsync();
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error))
        {
            // The channel is gone, and with it every message that was on it has gone back.
        }

        await EndAsync(State.Lost);
    }

    private async Task EndAsync(State end)
    {
        lock (gate)
        {
            state = end;
        }

        await timer.DisposeAsync();
        await link.GiveAsync();
    }
}
