using Extraction.Worker.Messaging;

namespace Extraction.Worker.Tests.DeadLetters;

/// <summary>A queue in a process that can be killed between any two steps; afterwards it does nothing, as a dead process would.</summary>
internal sealed class KillableQueue(IMessageQueue inner) : IMessageQueue
{
    private bool _dead;

    /// <summary>Asked at each step, with its name, how often it came and how many messages it is about; true kills.</summary>
    public Func<string, bool> KillAt { get; set; } = _ => false;

    public List<int> SentAtOnce { get; } = [];

    public string Name => inner.Name;

    public TransportCapabilities Capabilities { get; init; } = inner.Capabilities;

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        Step("before-send");
        IReadOnlyList<SendOutcome> outcomes = await inner.SendAsync(messages, cancellationToken);
        SentAtOnce.Add(messages.Count);
        Step("after-send");
        return outcomes;
    }

    public Task<string?> ScheduleAsync(OutgoingMessage message, DateTimeOffset due, CancellationToken cancellationToken) => inner.ScheduleAsync(message, due, cancellationToken);

    public Task<bool> CancelScheduledAsync(string receipt, CancellationToken cancellationToken) => inner.CancelScheduledAsync(receipt, cancellationToken);

    public IMessageReceiver OpenReceiver(SubQueue subQueue = SubQueue.Main, int prefetch = 0, int mostInHand = 0) =>
        new Receiver(this, inner.OpenReceiver(subQueue, prefetch, mostInHand));

    public Task<IReadOnlyList<PeekedMessage>> PeekAsync(SubQueue subQueue, long fromSequence, int max, CancellationToken cancellationToken) =>
        inner.PeekAsync(subQueue, fromSequence, max, cancellationToken);

    public Task<QueueCounts> CountAsync(CancellationToken cancellationToken) => inner.CountAsync(cancellationToken);

    private void Step(string name)
    {
        if (_dead || KillAt(name))
        {
            _dead = true;
            throw new KilledException();
        }
    }

    private sealed class Receiver(KillableQueue queue, IMessageReceiver inner) : IMessageReceiver
    {
        public async Task<IReadOnlyList<IReceivedMessage>> ReceiveAsync(int max, TimeSpan wait, CancellationToken cancellationToken)
        {
            IReadOnlyList<IReceivedMessage> messages = await inner.ReceiveAsync(max, wait, cancellationToken);
            queue.Step("after-receive");
            return [.. messages.Select(message => new Message(queue, message))];
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Message(KillableQueue queue, IReceivedMessage inner) : IReceivedMessage
    {
        public string Id => inner.Id;

        public ReadOnlyMemory<byte> Body => inner.Body;

        public IReadOnlyDictionary<string, string> Headers => inner.Headers;

        public string? OrderingKey => inner.OrderingKey;

        public long Sequence => inner.Sequence;

        public int DeliveryCount => inner.DeliveryCount;

        public DateTimeOffset EnqueuedAt => inner.EnqueuedAt;

        public TimeSpan LockRemaining => inner.LockRemaining;

        public Task RenewAsync(CancellationToken cancellationToken) => inner.RenewAsync(cancellationToken);

        public async Task CompleteAsync(CancellationToken cancellationToken)
        {
            queue.Step("before-complete");
            await inner.CompleteAsync(cancellationToken);
            queue.Step("after-complete");
        }

        public Task AbandonAsync(Redelivery redelivery, CancellationToken cancellationToken)
        {
            queue.Step("abandon");
            return inner.AbandonAsync(redelivery, cancellationToken);
        }

        public Task DeadLetterAsync(DeadLetterReason reason, CancellationToken cancellationToken) => inner.DeadLetterAsync(reason, cancellationToken);
    }
}
