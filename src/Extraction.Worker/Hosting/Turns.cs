namespace Extraction.Worker.Hosting;

/// <summary>
/// One at a time for each message. A broker whose connection was cut delivers again what this worker still works on: the second delivery waits for the
/// first, and finds its result, instead of asking a model the same things or counting the attempt that runs as one that its worker died of.
/// </summary>
internal sealed class Turns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits until nobody else has the turn for this key; gives it up when disposed.</summary>
    public async Task<IDisposable> TakeAsync(string key, CancellationToken cancellationToken)
    {
        Turn turn;
        lock (_gate)
        {
            turn = _turns.TryGetValue(key, out Turn? known) ? known : _turns[key] = new Turn(this, key);
            turn.Wanted++;
        }

        try
        {
            await turn.Door.WaitAsync(cancellationToken);
            return turn;
        }
        catch
        {
            Leave(turn);
            throw;
        }
    }

    private void Leave(Turn turn)
    {
        lock (_gate)
        {
            if (--turn.Wanted == 0)
            {
                _turns.Remove(turn.Key);
                turn.Door.Dispose();
            }
        }
    }

    private sealed class Turn(Turns turns, string key) : IDisposable
    {
        public string Key => key;

        public SemaphoreSlim Door { get; } = new(1);

        /// <summary>How many have the turn or wait for it.</summary>
        public int Wanted { get; set; }

        public void Dispose()
        {
            Door.Release();
            turns.Leave(this);
        }
    }
}
