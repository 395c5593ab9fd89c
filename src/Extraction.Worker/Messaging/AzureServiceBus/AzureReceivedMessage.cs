using System.Transactions;
using Azure.Messaging.ServiceBus;

namespace Extraction.Worker.Messaging.AzureServiceBus;

/// <inheritdoc cref="IReceivedMessage"/>
/// <remarks>
/// What the broker cannot do in place (a delay, headers taken away) is a scheduled copy and the completion of the original in one transaction. A delivery
/// that shall not count is marked so when the message is abandoned, because the broker counts every one. A message of a session holds the session, whose
/// lock is its own, and leaves it when it is settled.
/// </remarks>
internal sealed class AzureReceivedMessage : IReceivedMessage
{
    /// <summary>The broker takes reasons and descriptions up to this length.</summary>
    private const int LongestDescription = 4096;

    private readonly AzureLink _link;
    private readonly ServiceBusReceivedMessage _message;
    private readonly SubQueue _subQueue;
    private readonly ServiceBusReceiver _receiver;
    private readonly TimeSpan _lockTime;
    private long _lockedAt;
    private int _settled;

    public AzureReceivedMessage(AzureLink link, ServiceBusReceivedMessage message, SubQueue subQueue, ServiceBusReceiver receiver)
    {
        _link = link;
        _message = message;
        _subQueue = subQueue;
        _receiver = receiver;
        Id = AzureWire.IdOf(message);
        Headers = AzureWire.HeadersOf(message, link.Options.Queue);
        _lockedAt = link.Time.GetTimestamp();

        // The broker tells the end of the lock by its own clock. Where ours is far off, the configured length counts.
        TimeSpan told = message.LockedUntil - link.Time.GetUtcNow();
        TimeSpan configured = AzureTopology.LockOf(link.Options);
        _lockTime = told > configured / 2 && told < configured ? told : configured;
    }

    public string Id { get; }

    public ReadOnlyMemory<byte> Body => _message.Body.ToMemory();

    public IReadOnlyDictionary<string, string> Headers { get; }

    public string? OrderingKey => AzureWire.OrderingKeyOf(_message);

    public long Sequence => _message.SequenceNumber;

    public int DeliveryCount => AzureWire.DeliveryCountOf(_message);

    public DateTimeOffset EnqueuedAt => AzureWire.EnqueuedAtOf(_message);

    public TimeSpan LockRemaining => _lockTime - _link.Time.GetElapsedTime(Interlocked.Read(ref _lockedAt));

    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        MustHold();
        long before = _link.Time.GetTimestamp();
        await UseAsync(
            () => _receiver is ServiceBusSessionReceiver session ? session.RenewSessionLockAsync(cancellationToken) : _receiver.RenewMessageLockAsync(_message, cancellationToken),
            cancellationToken);
        Interlocked.Exchange(ref _lockedAt, before);
    }

    public Task CompleteAsync(CancellationToken cancellationToken) => SettleAsync(() => _receiver.CompleteMessageAsync(_message, cancellationToken), cancellationToken);

    public Task AbandonAsync(Redelivery redelivery, CancellationToken cancellationToken)
    {
        if (redelivery.CountsDelivery && _subQueue == SubQueue.Main && DeliveryCount >= _link.Options.MaxDeliveryCount)
        {
            return DeadLetterAsync(DeadLetterReason.DeliveredTooOften(DeliveryCount), cancellationToken);
        }

        // A dead letter cannot be sent to where it is; it is given back at once.
        bool copies = _subQueue == SubQueue.Main && (redelivery.Delay > TimeSpan.Zero || Headers.Keys.Any(name => redelivery.Headers?.ContainsKey(name) == false));
        return copies ? SettleAsync(() => SendAgainAsync(redelivery, cancellationToken), cancellationToken) : SettleAsync(
            () => _receiver.AbandonMessageAsync(_message, Changes(redelivery), cancellationToken), cancellationToken);
    }

    public Task DeadLetterAsync(DeadLetterReason reason, CancellationToken cancellationToken) => DeadLetterAsync(reason, DeliveryCount, cancellationToken);

    /// <summary>Gives up a message that was not handed out this time, so this delivery does not count. Where that fails, the next receive does it.</summary>
    public async Task PutAsideAsync()
    {
        try
        {
            await DeadLetterAsync(DeadLetterReason.DeliveredTooOften(DeliveryCount - 1), DeliveryCount - 1, CancellationToken.None);
        }
        catch (MessagingException)
        {
            // It is still in the queue, under a lock that ends.
        }
    }

    /// <summary>Lets others have the session, as far as there is one. Where that fails, its lock runs out.</summary>
    public async Task LeaveSessionAsync()
    {
        try
        {
            await (_receiver is ServiceBusSessionReceiver session ? session.CloseAsync(CancellationToken.None) : Task.CompletedTask);
        }
        catch (Exception error) when (AzureErrors.IsBrokers(error))
        {
            // What became of the message does not hang on it.
        }
    }

    private Task DeadLetterAsync(DeadLetterReason reason, int deliveries, CancellationToken cancellationToken)
    {
        Dictionary<string, string> headers = reason.ApplyTo(Headers, _link.Options.Queue, deliveries, Guid.NewGuid().ToString("N"), _link.Time.GetUtcNow());
        Dictionary<string, object> marks = headers.Where(header => header.Key.StartsWith(MessageHeaders.DeadLetterPrefix, StringComparison.Ordinal))
            .ToDictionary(header => header.Key, header => (object)header.Value, StringComparer.Ordinal);
        string description = reason.Sentence.Length <= LongestDescription ? reason.Sentence : reason.Sentence[..LongestDescription];
        return SettleAsync(() => _receiver.DeadLetterMessageAsync(_message, marks, reason.Code, description, cancellationToken), cancellationToken);
    }

    private Dictionary<string, object> Changes(Redelivery redelivery)
    {
        Dictionary<string, object> changes = (redelivery.Headers ?? MessageHeaders.None).ToDictionary(header => header.Key, header => (object)header.Value, StringComparer.Ordinal);
        if (!redelivery.CountsDelivery)
        {
            changes[AzureWire.NotCounted] = AzureWire.NotCountedOf(_message) + 1;
        }

        return changes;
    }

    private async Task SendAgainAsync(Redelivery redelivery, CancellationToken cancellationToken)
    {
        using TransactionScope both = new(TransactionScopeOption.RequiresNew, TransactionScopeAsyncFlowOption.Enabled);
        await _link.QueueSender.SendMessageAsync(AzureWire.ToCopy(this, _message, redelivery, _link.Time.GetUtcNow()), cancellationToken);
        await _receiver.CompleteMessageAsync(_message, cancellationToken);
        both.Complete();
    }

    private async Task SettleAsync(Func<Task> settle, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _settled, 1) == 1)
        {
            throw MessageLockLostException.Settled(Id);
        }

        try
        {
            MustHoldLock();
            await UseAsync(settle, cancellationToken);
            await LeaveSessionAsync();
        }
        catch
        {
            Volatile.Write(ref _settled, 0);
            throw;
        }
    }

    private async Task UseAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await _link.UseAsync(
                async () =>
                {
                    try
                    {
                        await work();
                    }
                    catch (Exception lost) when (IsLoss(lost))
                    {
                        throw new MessageLockLostException(MessageLockLostException.RanOut(Id).Message, lost);
                    }
                },
                cancellationToken);
        }
        catch (MessagingUnavailableException) when (LockRemaining <= TimeSpan.Zero)
        {
            throw MessageLockLostException.RanOut(Id);
        }
    }

    /// <summary>A session is lost with the connection to it too; then its receiver is closed.</summary>
    private bool IsLoss(Exception error) =>
        error is ServiceBusException { Reason: ServiceBusFailureReason.MessageLockLost or ServiceBusFailureReason.SessionLockLost or ServiceBusFailureReason.MessageNotFound }
        || (error is ObjectDisposedException && _receiver is ServiceBusSessionReceiver);

    private void MustHold()
    {
        if (Volatile.Read(ref _settled) == 1)
        {
            throw MessageLockLostException.Settled(Id);
        }

        MustHoldLock();
    }

    private void MustHoldLock()
    {
        if (LockRemaining <= TimeSpan.Zero)
        {
            throw MessageLockLostException.RanOut(Id);
        }
    }
}
