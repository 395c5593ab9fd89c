namespace Extraction.Worker.Messaging.Local;

/// <inheritdoc cref="IReceivedMessage"/>
internal sealed class LocalReceivedMessage(LocalStore store, LocalClock clock, Receiving.Delivery delivery) : IReceivedMessage
{
    private long _lockedUntil = delivery.LockedUntil;
    private int _settled;

    public string Id => delivery.Id;

    public ReadOnlyMemory<byte> Body => delivery.Body;

    public IReadOnlyDictionary<string, string> Headers { get; } = StoredContent.HeadersFromText(delivery.Headers);

    public string? OrderingKey => delivery.OrderingKey;

    public long Sequence => delivery.Sequence;

    public int DeliveryCount => delivery.Deliveries;

    public DateTimeOffset EnqueuedAt => DateTimeOffset.FromUnixTimeMilliseconds(delivery.Enqueued);

    public TimeSpan LockRemaining => TimeSpan.FromMilliseconds(Volatile.Read(ref _lockedUntil) - clock.Now);

    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        MustBeUnsettled();
        long until = await store.WriteAsync(session => Settling.Renew(session, store.Options, delivery), cancellationToken);
        Volatile.Write(ref _lockedUntil, until);
    }

    public Task CompleteAsync(CancellationToken cancellationToken) =>
        SettleAsync(session => Settling.Complete(session, delivery), cancellationToken);

    public Task AbandonAsync(Redelivery redelivery, CancellationToken cancellationToken) =>
        SettleAsync(session => Settling.Abandon(session, store.Options, delivery, redelivery), cancellationToken);

    public Task DeadLetterAsync(DeadLetterReason reason, CancellationToken cancellationToken) =>
        SettleAsync(session => Settling.DeadLetter(session, store.Options, delivery, reason), cancellationToken);

    private async Task SettleAsync(Func<LocalSession, bool> settle, CancellationToken cancellationToken)
    {
        MustBeUnsettled();
        await store.WriteAsync(settle, cancellationToken);
        Volatile.Write(ref _settled, 1);
    }

    private void MustBeUnsettled()
    {
        if (Volatile.Read(ref _settled) == 1)
        {
            throw MessageLockLostException.Settled(Id);
        }
    }
}
