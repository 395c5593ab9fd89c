using Extraction.Worker.Messaging;

namespace Extraction.Conformance;

/// <summary>A queue that passes everything on, counts receipts and renewals, and can make renewals fail.</summary>
internal sealed class SpyQueue(IMessageQueue inner) : IMessageQueue
{
    private int _renewals;
    private int _received;

    public int Renewals => Volatile.Read(ref _renewals);

    public int Received => Volatile.Read(ref _received);

    public bool RenewalFails { get; set; }

    public string Name => inner.Name;

    public TransportCapabilities Capabilities => inner.Capabilities;

    public Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken) => inner.SendAsync(messages, cancellationToken);

    public Task<string?> ScheduleAsync(OutgoingMessage message, DateTimeOffset due, CancellationToken cancellationToken) => inner.ScheduleAsync(message, due, cancellationToken);

    public Task<bool> CancelScheduledAsync(string receipt, CancellationToken cancellationToken) => inner.CancelScheduledAsync(receipt, cancellationToken);

    public IMessageReceiver OpenReceiver(SubQueue subQueue = SubQueue.Main, int prefetch = 0, int mostInHand = 0) =>
        new Receiver(this, inner.OpenReceiver(subQueue, prefetch, mostInHand));

    public Task<IReadOnlyList<PeekedMessage>> PeekAsync(SubQueue subQueue, long fromSequence, int max, CancellationToken cancellationToken) =>
        inner.PeekAsync(subQueue, fromSequence, max, cancellationToken);

    public Task<QueueCounts> CountAsync(CancellationToken cancellationToken) => inner.CountAsync(cancellationToken);

    private sealed class Receiver(SpyQueue spy, IMessageReceiver inner) : IMessageReceiver
    {
        public async Task<IReadOnlyList<IReceivedMessage>> ReceiveAsync(int max, TimeSpan wait, CancellationToken cancellationToken)
        {
            IReadOnlyList<IReceivedMessage> messages = await inner.ReceiveAsync(max, wait, cancellationToken);
            Interlocked.Add(ref spy._received, messages.Count);
            return [.. messages.Select(message => new SpiedMessage(spy, message))];
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class SpiedMessage(SpyQueue spy, IReceivedMessage inner) : IReceivedMessage
    {
        public string Id => inner.Id;

        public ReadOnlyMemory<byte> Body => inner.Body;

        public IReadOnlyDictionary<string, string> Headers => inner.Headers;

        public string? OrderingKey => inner.OrderingKey;

        public long Sequence => inner.Sequence;

        public int DeliveryCount => inner.DeliveryCount;

        public DateTimeOffset EnqueuedAt => inner.EnqueuedAt;

        public TimeSpan LockRemaining => inner.LockRemaining;

        public Task RenewAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref spy._renewals);
            return spy.RenewalFails ? throw new MessagingUnavailableException("The spy lets no renewal through.") : inner.RenewAsync(cancellationToken);
        }

        public Task CompleteAsync(CancellationToken cancellationToken) => inner.CompleteAsync(cancellationToken);

        public Task AbandonAsync(Redelivery redelivery, CancellationToken cancellationToken) => inner.AbandonAsync(redelivery, cancellationToken);

        public Task DeadLetterAsync(DeadLetterReason reason, CancellationToken cancellationToken) => inner.DeadLetterAsync(reason, cancellationToken);
    }
}
