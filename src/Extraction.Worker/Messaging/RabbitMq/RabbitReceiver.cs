using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Extraction.Worker.Messaging.RabbitMq;

/// <inheritdoc cref="IMessageReceiver"/>
/// <remarks>
/// When the caller says how many messages it will hold, the broker pushes as many, and never more; else each is asked for. Asking has no limit of
/// unsettled messages, and suits operators' tools; pushing is several times faster.
/// </remarks>
internal sealed class RabbitReceiver(RabbitQueue queue, SubQueue subQueue, int mostPushed) : IMessageReceiver
{
    /// <summary>How long a close waits, at most, for what is being pushed.</summary>
    private static readonly TimeSpan Straggling = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    /// <summary>After so long without a message the broker is asked whether it has any.</summary>
    private static readonly TimeSpan Suspicious = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<RabbitReceivedMessage> _pushed = new();
    private readonly ChangeSignal _changed = new();
    private readonly TaskCompletionSource _pushingEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RabbitLink? _link;
    private string? _consumer;
    private bool _queueGone;
    private volatile bool _closing;

    public async Task<IReadOnlyList<IReceivedMessage>> ReceiveAsync(int max, TimeSpan wait, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        long start = queue.Time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task signal = _changed.Next;
            RabbitLink open = await OpenAsync(cancellationToken);
            List<IReceivedMessage> taken = [];
            try
            {
                await TakeAsync(open, max, taken, cancellationToken);
            }
            catch (Exception error) when (RabbitErrors.IsBrokers(error) && !cancellationToken.IsCancellationRequested)
            {
                // An answer that comes late holds a message that nobody knows of: it goes back with the channel.
                await ForsakeAsync();
                throw RabbitErrors.Translate(error, queue.Options);
            }

            TimeSpan left = wait - queue.Time.GetElapsedTime(start);
            if (taken.Count > 0)
            {
                return taken;
            }

            if (left <= TimeSpan.Zero)
            {
                await DoubtAsync(open, wait);
                return taken;
            }

            TimeSpan poll = queue.Options.RabbitMq.PollInterval;
            using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(signal, Task.Delay(mostPushed == 0 && poll < left ? poll : left, queue.Time, ending.Token));
            await ending.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_link is null)
        {
            return;
        }

        if (_consumer is null)
        {
            await _link.ReleaseAsync();
            return;
        }

        try
        {
            // What a quorum queue is pushing when it hears of the end, it takes back and counts as a delivery. So first let that arrive.
            for (TimeSpan waited = TimeSpan.Zero; waited < Straggling && _link.InHand < mostPushed; waited += Glance)
            {
                await Task.Delay(Glance, TimeProvider.System);
            }

            _closing = true;
            await _link.Channel.BasicCancelAsync(_consumer);
            await _pushingEnded.Task.WaitAsync(queue.Options.RabbitMq.ConfirmTimeout, TimeProvider.System);
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error))
        {
            // The channel is lost: what was pushed goes back by itself.
        }

        while (_pushed.TryDequeue(out RabbitReceivedMessage? message))
        {
            await HandBackAsync(message);
        }

        await _link.ReleaseAsync();
    }

    private static async Task HandBackAsync(RabbitReceivedMessage message)
    {
        try
        {
            await message.AbandonAsync(Redelivery.HandedBack, CancellationToken.None);
        }
        catch (MessagingException)
        {
            // The channel is lost or the broker away: the message goes back by itself.
        }
    }

    private async Task TakeAsync(RabbitLink open, int max, List<IReceivedMessage> taken, CancellationToken cancellationToken)
    {
        while (taken.Count < max)
        {
            RabbitReceivedMessage? message;
            if (mostPushed > 0)
            {
                _pushed.TryDequeue(out message);
            }
            else
            {
                // Not cancellable: the broker's answer may be a message, and must not be lost.
                cancellationToken.ThrowIfCancellationRequested();
                BasicGetResult? answer = await open.Channel.BasicGetAsync(queue.NameOf(subQueue), autoAck: false, CancellationToken.None);
                message = answer is null ? null : Accept(open, answer.DeliveryTag, answer.BasicProperties, answer.Body.Span);
            }

            if (message is null)
            {
                return;
            }

            if (message.LockRemaining > TimeSpan.Zero && !await PutAsideAsync(message))
            {
                taken.Add(message);
            }
        }
    }

    /// <summary>What nobody shall get any more goes to the dead letters instead.</summary>
    private async Task<bool> PutAsideAsync(RabbitReceivedMessage message)
    {
        DeadLetterReason? reason = subQueue == SubQueue.DeadLetters ? null
            : message.ExpiresAt <= queue.Time.GetUtcNow() ? DeadLetterReason.TimeToLiveOver
            : message.DeliveryCount > queue.Options.MaxDeliveryCount ? DeadLetterReason.DeliveredTooOften(message.DeliveryCount - 1)
            : null;
        if (reason is null)
        {
            return false;
        }

        await message.PutAsideAsync(reason);
        return true;
    }

    /// <summary>
    /// A broker that has messages and pushes none has lost sight of this consumer, as may happen when a queue's leader changes: then another takes its
    /// place.
    /// </summary>
    private async Task DoubtAsync(RabbitLink silent, TimeSpan waited)
    {
        if (mostPushed == 0 || waited < Suspicious || silent.InHand > 0)
        {
            return;
        }

        try
        {
            if (await silent.Channel.MessageCountAsync(queue.NameOf(subQueue)) == 0 || !_pushed.IsEmpty)
            {
                return;
            }
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error))
        {
            // The channel is lost, or nobody answers.
        }

        await ForsakeAsync();
    }

    /// <summary>The next receive opens another channel; messages in hand are settled on the old one.</summary>
    private async Task ForsakeAsync()
    {
        if (_link is { } old)
        {
            _link = null;
            _pushed.Clear();
            await old.ReleaseAsync();
        }
    }

    private RabbitReceivedMessage Accept(RabbitLink on, ulong tag, IReadOnlyBasicProperties properties, ReadOnlySpan<byte> body) =>
        new(queue, on, RabbitWire.Read(tag, properties, body, queue.Time.GetUtcNow()), subQueue);

    private async Task<RabbitLink> OpenAsync(CancellationToken cancellationToken)
    {
        if (_link is { IsOpen: true } open && !_queueGone)
        {
            return open;
        }

        await ForsakeAsync();
        IChannel channel = await queue.Connection.OpenChannelAsync(cancellationToken);
        _link = new RabbitLink(channel);
        _consumer = null;
        _queueGone = false;
        if (mostPushed > 0)
        {
            await ConsumeAsync(_link);
        }

        return _link;
    }

    /// <remarks>Not cancellable: the broker might push to a consumer that nobody knows of.</remarks>
    private async Task ConsumeAsync(RabbitLink on)
    {
        AsyncEventingBasicConsumer pushing = new(on.Channel);
        pushing.ReceivedAsync += (_, delivery) =>
        {
            _pushed.Enqueue(Accept(on, delivery.DeliveryTag, delivery.BasicProperties, delivery.Body.Span));
            _changed.Raise();
            return Task.CompletedTask;
        };
        pushing.UnregisteredAsync += (_, _) => EndedAsync(); // the queue was deleted
        pushing.ShutdownAsync += (_, _) => EndedAsync();
        try
        {
            await on.Channel.BasicQosAsync(0, (ushort)Math.Min(mostPushed, ushort.MaxValue), global: false);
            _consumer = await on.Channel.BasicConsumeAsync(queue.NameOf(subQueue), autoAck: false, pushing);
        }
        catch (Exception error) when (RabbitErrors.IsBrokers(error))
        {
            await on.ReleaseAsync();
            _link = null;
            throw RabbitErrors.Translate(error, queue.Options);
        }

        Task EndedAsync()
        {
            _queueGone |= ReferenceEquals(on, _link);
            if (_closing)
            {
                _pushingEnded.TrySetResult(); // all that was pushed before is here
            }

            _changed.Raise();
            return Task.CompletedTask;
        }
    }
}
