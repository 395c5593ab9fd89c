using Extraction.Worker.Messaging;

namespace Extraction.Worker.DeadLetters;

/// <summary>
/// Takes the dead letters that were chosen from a listing, and no others, out of a queue that gives its messages in its own order. What comes
/// between is held until the chosen ones are found, else it would come again at once; then it is given back uncounted.
/// </summary>
/// <param name="queue">The queue.</param>
/// <param name="chosen">What the operator saw.</param>
/// <param name="patience">How long to wait for those that are in other hands.</param>
/// <param name="time">The clock of all waits.</param>
internal sealed class ChosenDeadLetters(IMessageQueue queue, IReadOnlyList<DeadLetter> chosen, TimeSpan patience, TimeProvider time) : IAsyncDisposable
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, DeadLetter> _wanted = ByKey(chosen);
    private readonly Queue<TakenDeadLetter> _ahead = new();
    private readonly List<IReceivedMessage> _others = [];
    private readonly HeldLocks _locks = new(time);
    private readonly IMessageReceiver _receiver = queue.OpenReceiver(SubQueue.DeadLetters);

    /// <summary>What has not been taken yet, and was still there when last looked.</summary>
    public IReadOnlyCollection<DeadLetter> Remaining => _wanted.Values;

    /// <summary>What somebody else has settled since the listing.</summary>
    public List<DeadLetter> Gone { get; } = [];

    /// <summary>Takes some of the chosen; empty when the rest is gone or stays in other hands.</summary>
    public async Task<IReadOnlyList<TakenDeadLetter>> TakeAsync(int max, CancellationToken cancellationToken)
    {
        List<TakenDeadLetter> taken = [];
        long start = time.GetTimestamp();
        int ask = max;
        while (true)
        {
            while (taken.Count < max && _ahead.TryDequeue(out TakenDeadLetter? next))
            {
                taken.Add(next);
            }

            if (taken.Count == max || _wanted.Count == 0)
            {
                return taken;
            }

            int strangers = _others.Count;
            IReadOnlyList<IReceivedMessage> received = await _receiver.ReceiveAsync(ask, TimeSpan.Zero, cancellationToken);
            foreach (IReceivedMessage message in received)
            {
                Sort(message);
            }

            ask = _others.Count > strangers ? Math.Min(MostAtOnce, ask * 2) : Math.Max(1, max - taken.Count);
            if (received.Count > 0)
            {
                continue;
            }

            if (taken.Count > 0)
            {
                return taken;
            }

            // Two operators may each hold what the other waits for, so nothing is held while waiting.
            await GiveBackAsync();
            if (!await LookWhatIsThereAsync(cancellationToken) || time.GetElapsedTime(start) >= patience)
            {
                return [];
            }

            await Task.Delay(LookAgain, time, cancellationToken);
        }
    }

    /// <summary>Settles one for good.</summary>
    public async Task CompleteAsync(TakenDeadLetter taken)
    {
        _locks.Remove(taken.Message);
        await taken.Message.CompleteAsync(CancellationToken.None);
    }

    /// <summary>Gives back what could not be handled; it is not taken again. What is settled already stays so.</summary>
    public Task LeaveAsync(params IEnumerable<TakenDeadLetter> taken) => Task.WhenAll(taken.Select(one => GiveBackAsync(one.Message)));

    /// <summary>Gives back everything in hand that waits for nobody: what lay between, and what was taken ahead.</summary>
    public async Task GiveBackAsync()
    {
        while (_ahead.TryDequeue(out TakenDeadLetter? early))
        {
            _wanted[early.Letter.Key] = early.Letter;
            _others.Add(early.Message);
        }

        foreach (IReceivedMessage[] some in _others.Chunk(MostAtOnce))
        {
            await Task.WhenAll(some.Select(GiveBackAsync));
        }

        _others.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await GiveBackAsync();
        await _locks.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    private void Sort(IReceivedMessage message)
    {
        _locks.Add(message);
        if (_wanted.Remove(DeadLetter.KeyOf(message, queue.Capabilities), out DeadLetter? letter))
        {
            _ahead.Enqueue(new TakenDeadLetter(letter, message));
        }
        else
        {
            _others.Add(message);
        }
    }

    /// <summary>Strikes off what is gone; false when nothing of it is left.</summary>
    private async Task<bool> LookWhatIsThereAsync(CancellationToken cancellationToken)
    {
        HashSet<string> there = new(StringComparer.Ordinal);
        await foreach (PeekedMessage message in queue.PeekDeadLettersAsync(cancellationToken))
        {
            there.Add(DeadLetter.KeyOf(message, queue.Capabilities));
        }

        foreach (DeadLetter letter in _wanted.Values.Where(letter => !there.Contains(letter.Key)).ToArray())
        {
            _wanted.Remove(letter.Key);
            Gone.Add(letter);
        }

        return _wanted.Count > 0;
    }

    /// <summary>Failing at it is harmless: the lock ends by itself.</summary>
    private async Task GiveBackAsync(IReceivedMessage message)
    {
        _locks.Remove(message);
        try
        {
            await message.AbandonAsync(Redelivery.HandedBack, CancellationToken.None);
        }
        catch (MessagingException)
        {
            // The lock has run out, or the broker is away; either way the message is back in the queue.
        }
    }

    private static Dictionary<string, DeadLetter> ByKey(IReadOnlyList<DeadLetter> letters)
    {
        Dictionary<string, DeadLetter> byKey = new(letters.Count, StringComparer.Ordinal);
        foreach (DeadLetter letter in letters)
        {
            byKey.TryAdd(letter.Key, letter);
        }

        return byKey;
    }
}
