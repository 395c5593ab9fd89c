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

    private readonly AzureLink link;
    private readonly ServiceBusReceivedMessage message;
    private readonly SubQueue subQueue;
    private readonly ServiceBusReceiver receiver;
    private readonly TimeSpan lockTime;
    private long lockedAt;
    private int settled;

    public AzureReceivedMessage(AzureLink link, ServiceBusReceivedMessage message, SubQueue subQueue, ServiceBusReceiver receiver)
    {
        this.link = link;
        this.message = message;
        this.subQueue = subQueue;
        this.receiver = receiver;
        Id = AzureWire.IdOf(message);
        Headers = AzureWire.HeadersOf(message, link.Options.Queue);
        lockedAt = link.Time.GetTimestamp();

        // The broker tells the end of the lock by its own clock. Where ours is far off, the configured length counts.
        TimeSpan told = message.LockedUntil - link.Time.GetUtcNow();
        TimeSpan configured = AzureTopology.LockOf(link.Options);
        lockTime = told > configured / 2 && told < configured ? told : configured;
    }

    public string Id { get; }

    public ReadOnlyMemory<byte> Body => message.Body.ToMemory();

    public IReadOnlyDictionary<string, string> Headers { get; }

    public string? OrderingKey => AzureWire.OrderingKeyOf(message);

    public long Sequence => message.SequenceNumber;

    public int DeliveryCount => AzureWire.DeliveryCountOf(message);

    public DateTimeOffset EnqueuedAt => AzureWire.EnqueuedAtOf(message);

    public TimeSpan LockRemaining => lockTime - link.Time.GetElapsedTime(Interlocked.Read(ref lockedAt));

    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        MustHold();
        long before = link.Time.GetTimestamp();
        await UseAsync(
            () => receiver is ServiceBusSessionReceiver session ? session.RenewSessionLockAsync(cancellationToken) : receiver.RenewMessageLockAsync(message, cancellationToken),
            cancellationToken);
        Interlocked.Exchange(ref lockedAt, before);
    }

    public Task CompleteAsync(CancellationToken cancellationToken) => SettleAsync(() => receiver.CompleteMessageAsync(message, cancellationToken), cancellationToken);

    public Task AbandonAsync(Redelivery redelivery, CancellationToken cancellationToken)
    {
        if (redelivery.CountsDelivery && subQueue == SubQueue.Main && DeliveryCount >= link.Options.MaxDeliveryCount)
        {
            return DeadLetterAsync(DeadLetterReason.DeliveredTooOften(DeliveryCount), cancellationToken);
        }

        // A dead letter cannot be sent to where it is; it is given back at once.
        bool copies = subQueue == SubQueue.Main && (redelivery.Delay > TimeSpan.Zero || Headers.Keys.Any(name => redelivery.Headers?.ContainsKey(name) == false));
        return copies ? SettleAsync(() => SendAgainAsync(redelivery, cancellationToken), cancellationToken) : SettleAsync(
            () => receiver.AbandonMessageAsync(message, Changes(redelivery), cancellationToken), cancellationToken);
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
            await (receiver is ServiceBusSessionReceiver session ? session.CloseAsync(CancellationToken.None) : Task.CompletedTask);
        }
        catch (Exception error) when (AzureErrors.IsBrokers(error))
        {
            // What became of the message does not hang on it.
        }
    }

    private Task DeadLetterAsync(DeadLetterReason reason, int deliveries, CancellationToken cancellationToken)
    {
        Dictionary<string, string> headers = reason.ApplyTo(Headers, link.Options.Queue, deliveries, Guid.NewGuid().ToString("N"), link.Time.GetUtcNow());
        Dictionary<string, object> marks = headers.Where(header => header.Key.StartsWith(MessageHeaders.DeadLetterPrefix, StringComparison.Ordinal))
            .ToDictionary(header => header.Key, header => (object)header.Value, StringComparer.Ordinal);
        string description = reason.Sentence.Length <= LongestDescription ? reason.Sentence : reason.Sentence[..LongestDescription];
        return SettleAsync(() => receiver.DeadLetterMessageAsync(message, marks, reason.Code, description, cancellationToken), cancellationToken);
    }

    private Dictionary<string, object> Changes(Redelivery redelivery)
    {
        Dictionary<string, object> changes = (redelivery.Headers ?? MessageHeaders.None).ToDictionary(header => header.Key, header => (object)header.Value, StringComparer.Ordinal);
        if (!redelivery.CountsDelivery)
        {
            changes[AzureWire.NotCounted] = AzureWire.NotCountedOf(message) + 1;
        }

        return changes;
    }

    private async Task SendAgainAsync(Redelivery redelivery, CancellationToken cancellationToken)
    {
        using TransactionScope both = new(TransactionScopeOption.RequiresNew, TransactionScopeAsyncFlowOption.Enabled);
        await link.QueueSender.SendMessageAsync(AzureWire.ToCopy(this, message, redelivery, link.Time.GetUtcNow()), cancellationToken);
        await receiver.CompleteMessageAsync(message, cancellationToken);
        both.Complete();
    }

    private async Task SettleAsync(Func<Task> settle, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref settled, 1) == 1)
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
            Volatile.Write(ref settled, 0);
            throw;
        }
    }

    private async Task UseAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await link.UseAsync(
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
        || (error is ObjectDisposedException && receiver is ServiceBusSessionReceiver);

    private void MustHold()
    {
        if (Volatile.Read(ref settled) == 1)
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
