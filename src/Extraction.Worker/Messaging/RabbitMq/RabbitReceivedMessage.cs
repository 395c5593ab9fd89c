namespace Extraction.Worker.Messaging.RabbitMq;

/// <inheritdoc cref="IReceivedMessage"/>
/// <remarks>
/// The broker knows no lock but the connection's. So the lock is kept here: when it runs out, the message is given back to the broker, and this
/// object settles nothing any more. What AMQP cannot do in place (a delay, other headers, a dead letter with its reason, a delivery that does not
/// count) is a confirmed copy, then the acknowledgement of the original: a kill between the two repeats the message under the same id, and never loses it.
/// </remarks>
internal sealed class RabbitReceivedMessage : IReceivedMessage
{
    private readonly RabbitQueue _queue;
    private readonly RabbitLink _link;
    private readonly RabbitDelivery _delivery;
    private readonly SubQueue _subQueue;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private long _lockedAt;
    private State _state;

    public RabbitReceivedMessage(RabbitQueue queue, RabbitLink link, RabbitDelivery delivery, SubQueue subQueue)
    {
        _queue = queue;
        _link = link;
        _delivery = delivery;
        _subQueue = subQueue;
        link.Take();
        _lockedAt = queue.Time.GetTimestamp();
        _timer = queue.Time.CreateTimer(_ => OnTimer(), null, queue.Options.LockDuration, Timeout.InfiniteTimeSpan);
    }

    private enum State
    {
        Held,
        Settling,
        Settled,
        Lost,
    }

    public string Id => _delivery.Id;

    public ReadOnlyMemory<byte> Body => _delivery.Body;

    public IReadOnlyDictionary<string, string> Headers => _delivery.Headers;

    public string? OrderingKey => _delivery.OrderingKey;

    public long Sequence => 0;

    public int DeliveryCount => _delivery.DeliveryCount;

    public DateTimeOffset EnqueuedAt => _delivery.EnqueuedAt;

    public DateTimeOffset? ExpiresAt => _delivery.ExpiresAt;

    public TimeSpan LockRemaining
    {
        get
        {
            lock (_gate)
            {
                return _state == State.Lost || !_link.IsOpen ? TimeSpan.Zero : _queue.Options.LockDuration - _queue.Time.GetElapsedTime(_lockedAt);
            }
        }
    }

    public Task RenewAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            MustHold();
            _lockedAt = _queue.Time.GetTimestamp();
            _timer.Change(_queue.Options.LockDuration, Timeout.InfiniteTimeSpan);
        }

        return Task.CompletedTask;
    }

    public Task CompleteAsync(CancellationToken cancellationToken) => SettleAsync(AcknowledgeAsync);

    public Task AbandonAsync(Redelivery redelivery, CancellationToken cancellationToken)
    {
        if (redelivery.CountsDelivery && _subQueue == SubQueue.Main && DeliveryCount >= _queue.Options.MaxDeliveryCount)
        {
            return DeadLetterAsync(DeadLetterReason.DeliveredTooOften(DeliveryCount), cancellationToken);
        }

        bool inPlace = redelivery is { CountsDelivery: true, Headers: null } && redelivery.Delay <= TimeSpan.Zero;
        return inPlace
            ? SettleAsync(RefuseAsync)
            : SettleAsync(async () =>
            {
                int counted = redelivery.CountsDelivery ? DeliveryCount : DeliveryCount - 1;
                await _queue.SendCopyAsync(RabbitWire.ToCopy(_delivery, redelivery.Headers ?? Headers, counted, deadLetter: false), Body, _subQueue, redelivery.Delay, cancellationToken);
                await AcknowledgeAsync();
            });
    }

    public Task DeadLetterAsync(DeadLetterReason reason, CancellationToken cancellationToken) => DeadLetterAsync(reason, DeliveryCount, cancellationToken);

    /// <summary>Gives up a message that was not handed out this time, so this delivery does not count.</summary>
    public Task PutAsideAsync(DeadLetterReason reason) => DeadLetterAsync(reason, DeliveryCount - 1, CancellationToken.None);

    private Task DeadLetterAsync(DeadLetterReason reason, int deliveries, CancellationToken cancellationToken) => SettleAsync(async () =>
    {
        Dictionary<string, string> headers = reason.ApplyTo(Headers, _queue.Name, deliveries, Guid.NewGuid().ToString("N"), _queue.Time.GetUtcNow());
        await _queue.SendCopyAsync(RabbitWire.ToCopy(_delivery, headers, 0, deadLetter: true), Body, SubQueue.DeadLetters, TimeSpan.Zero, cancellationToken);
        await AcknowledgeAsync();
    });

    private Task AcknowledgeAsync() => RabbitPatience.AskAsync(
        _queue.Options.RabbitMq.ConfirmTimeout, token => _link.Channel.BasicAckAsync(_delivery.Tag, multiple: false, token).AsTask(), CancellationToken.None);

    private Task RefuseAsync() => RabbitPatience.AskAsync(
        _queue.Options.RabbitMq.ConfirmTimeout, token => _link.Channel.BasicNackAsync(_delivery.Tag, multiple: false, requeue: true, token).AsTask(), CancellationToken.None);

    private async Task SettleAsync(Func<Task> settle)
    {
        lock (_gate)
        {
            MustHold();
            _state = State.Settling;
        }

        try
        {
            await settle();
        }
        catch (Exception error)
        {
            lock (_gate)
            {
                _state = State.Held;
            }

            OnTimer(); // the lock may have run out meanwhile
            if (!_link.IsOpen || error is not MessagingException)
            {
                throw RabbitErrors.IsBrokers(error) || error is MessagingException ? MessageLockLostException.RanOut(Id) : error;
            }

            throw;
        }

        await EndAsync(State.Settled);
    }

    private void MustHold()
    {
        if (_state is State.Settled or State.Settling)
        {
            throw MessageLockLostException.Settled(Id);
        }

        if (_state == State.Lost || !_link.IsOpen || _queue.Time.GetElapsedTime(_lockedAt) >= _queue.Options.LockDuration)
        {
            throw MessageLockLostException.RanOut(Id);
        }
    }

    /// <summary>When the lock has run out, the message goes back to the broker, which counts that.</summary>
    private void OnTimer()
    {
        lock (_gate)
        {
            if (_state != State.Held)
            {
                return;
            }

            TimeSpan left = _queue.Options.LockDuration - _queue.Time.GetElapsedTime(_lockedAt);
            if (left > TimeSpan.Zero && _link.IsOpen)
            {
                _timer.Change(left, Timeout.InfiniteTimeSpan);
                return;
            }

            _state = State.Lost;
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
        lock (_gate)
        {
            _state = end;
        }

        await _timer.DisposeAsync();
        await _link.GiveAsync();
    }
}
