namespace Extraction.Worker.Hosting.Intake;

/// <summary>
/// The messages in this worker's hands, and whose turn it is: never more at once than the limit, one at a time for each ordering key, else
/// first come, first served. While paused nothing starts; afterwards the limit grows from one again with every message that went well. What was
/// running before the pause does not count in that: it may hang on what is down, for as long as it likes.
/// </summary>
internal sealed class HeldMessages(int concurrency)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<HeldMessage> _waiting = new();
    private readonly HashSet<HeldMessage> _running = [];
    private readonly HashSet<HeldMessage> _before = [];
    private readonly HashSet<string> _busyKeys = new(StringComparer.Ordinal);
    private int _limit = concurrency;
    private int _ramp = int.MaxValue;
    private bool _paused;
    private bool _closed;

    /// <summary>How many may run at once.</summary>
    public int Limit
    {
        get => Volatile.Read(ref _limit);
        set => Volatile.Write(ref _limit, value);
    }

    public int Running
    {
        get
        {
            lock (_gate)
            {
                return _running.Count;
            }
        }
    }

    /// <summary>How many more may be taken from the queue.</summary>
    public int Room(int prefetch)
    {
        lock (_gate)
        {
            return _paused || _closed ? 0 : Math.Max(0, Free + prefetch - _waiting.Count);
        }
    }

    public void Pause()
    {
        lock (_gate)
        {
            _paused = true;
        }
    }

    public void Resume(bool slowly)
    {
        lock (_gate)
        {
            _paused = false;
            if (slowly)
            {
                _ramp = 1;
                _before.Clear();
                _before.UnionWith(_running);
            }
        }
    }

    /// <summary>For a stop: nothing starts until it is opened again.</summary>
    public void Close(bool close)
    {
        lock (_gate)
        {
            _closed = close;
        }
    }

    public void Add(HeldMessage held)
    {
        lock (_gate)
        {
            _waiting.AddLast(held);
        }
    }

    /// <summary>The next message whose turn it is, now running; null when none may start.</summary>
    public HeldMessage? TryStart(long now)
    {
        lock (_gate)
        {
            if (_paused || _closed || Free <= 0)
            {
                return null;
            }

            for (LinkedListNode<HeldMessage>? node = _waiting.First; node is not null; node = node.Next)
            {
                string? key = node.Value.Message.OrderingKey;
                if (key is null || _busyKeys.Add(key))
                {
                    _waiting.Remove(node);
                    node.Value.StartedAt = now;
                    _running.Add(node.Value);
                    return node.Value;
                }
            }

            return null;
        }
    }

    /// <summary>A running message has ended.</summary>
    public void End(HeldMessage held, bool wentWell)
    {
        lock (_gate)
        {
            _before.Remove(held);
            if (_running.Remove(held) && held.Message.OrderingKey is { } key)
            {
                _busyKeys.Remove(key);
            }

            if (wentWell && _ramp < int.MaxValue)
            {
                _ramp = _ramp >= _limit ? int.MaxValue : _ramp * 2;
            }
        }
    }

    /// <summary>Takes out everything that has not started.</summary>
    public IReadOnlyList<HeldMessage> TakeWaiting()
    {
        lock (_gate)
        {
            HeldMessage[] all = [.. _waiting];
            _waiting.Clear();
            return all;
        }
    }

    public IReadOnlyList<HeldMessage> AllRunning()
    {
        lock (_gate)
        {
            return [.. _running];
        }
    }

    /// <summary>Everything in hand, waiting or running.</summary>
    public IReadOnlyList<HeldMessage> All()
    {
        lock (_gate)
        {
            return [.. _waiting, .. _running];
        }
    }

    /// <summary>How many more may run.</summary>
    private int Free => Math.Min(Limit - _running.Count, _ramp - (_running.Count - _before.Count));
}
