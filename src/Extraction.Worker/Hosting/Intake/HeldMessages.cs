namespace Extraction.Worker.Hosting.Intake;

/// <summary>
/// The messages in this worker's hands, and whose turn it is: never more at once than the limit, one at a time for each ordering key, else
/// first come, first served. While paused nothing starts; afterwards the limit grows from one again with every message that went well. What was
/// running before the pause does not count in that: it may hang on what is down, for as long as it likes.
/// </summary>
internal sealed class HeldMessages(int concurrency)
{
    private readonly Lock gate = new();
    private readonly LinkedList<HeldMessage> waiting = new();
    private readonly HashSet<HeldMessage> running = [];
    private readonly HashSet<HeldMessage> before = [];
    private readonly HashSet<string> busyKeys = new(StringComparer.Ordinal);
    private int limit = concurrency;
    private int ramp = int.MaxValue;
    private bool paused;
    private bool closed;

    /// <summary>How many may run at once.</summary>
    public int Limit
    {
        get => Volatile.Read(ref limit);
        set => Volatile.Write(ref limit, value);
    }

    public int Running
    {
        get
        {
            lock (gate)
            {
                return running.Count;
            }
        }
    }

    /// <summary>How many more may be taken from the queue.</summary>
    public int Room(int prefetch)
    {
        lock (gate)
        {
            return paused || closed ? 0 : Math.Max(0, Free + prefetch - waiting.Count);
        }
    }

    public void Pause()
    {
        lock (gate)
        {
            paused = true;
        }
    }

    public void Resume(bool slowly)
    {
        lock (gate)
        {
            paused = false;
            if (slowly)
            {
                ramp = 1;
                before.Clear();
                before.UnionWith(running);
            }
        }
    }

    /// <summary>For a stop: nothing starts until it is opened again.</summary>
    public void Close(bool close)
    {
        lock (gate)
        {
            closed = close;
        }
    }

    public void Add(HeldMessage held)
    {
        lock (gate)
        {
            waiting.AddLast(held);
        }
    }

    /// <summary>The next message whose turn it is, now running; null when none may start.</summary>
    public HeldMessage? TryStart(long now)
    {
        lock (gate)
        {
            if (paused || closed || Free <= 0)
            {
                return null;
            }

            for (LinkedListNode<HeldMessage>? node = waiting.First; node is not null; node = node.Next)
            {
                string? key = node.Value.Message.OrderingKey;
                if (key is null || busyKeys.Add(key))
                {
                    waiting.Remove(node);
                    node.Value.StartedAt = now;
                    running.Add(node.Value);
                    return node.Value;
                }
            }

            return null;
        }
    }

    /// <summary>A running message has ended.</summary>
    public void End(HeldMessage held, bool wentWell)
    {
        lock (gate)
        {
            before.Remove(held);
            if (running.Remove(held) && held.Message.OrderingKey is { } key)
            {
                busyKeys.Remove(key);
            }

            if (wentWell && ramp < int.MaxValue)
            {
                ramp = ramp >= limit ? int.MaxValue : ramp * 2;
            }
        }
    }

    /// <summary>Takes out everything that has not started.</summary>
    public IReadOnlyList<HeldMessage> TakeWaiting()
    {
        lock (gate)
        {
            HeldMessage[] all = [.. waiting];
            waiting.Clear();
            return all;
        }
    }

    public IReadOnlyList<HeldMessage> AllRunning()
    {
        lock (gate)
        {
            return [.. running];
        }
    }

    /// <summary>Everything in hand, waiting or running.</summary>
    public IReadOnlyList<HeldMessage> All()
    {
        lock (gate)
        {
            return [.. waiting, .. running];
        }
    }

    /// <summary>How many more may run.</summary>
    private int Free => Math.Min(Limit - running.Count, ramp - (running.Count - before.Count));
}
