namespace Extraction.Worker.Hosting;

/// <summary>
/// Where documents are worked on: many at once, or one alone. One that its worker died of before must not take its neighbours with it, and must not be
/// blamed for theirs.
/// </summary>
internal sealed class Room(TimeProvider time) : IDisposable
{
    /// <summary>Who wants to be alone waits so long at most for those inside; then nobody else comes in, and those inside stay.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim door = new(1);
    private readonly Lock gate = new();
    private TaskCompletionSource emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inside;

    /// <summary>Comes in when there is room; leaves when disposed.</summary>
    public async Task<IDisposable> EnterAsync(bool alone, CancellationToken cancellationToken)
    {
        await door.WaitAsync(cancellationToken);
        if (!alone)
        {
            lock (gate)
            {
                inside++;
            }

            door.Release();
            return new Leaving(LeaveShared);
        }

        try
        {
            await EmptyAsync().WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Those inside may take long; nobody joins them.
        }
        catch
        {
            door.Release();
            throw;
        }

        return new Leaving(() => door.Release());
    }

    public void Dispose() => door.Dispose();

    private Task EmptyAsync()
    {
        lock (gate)
        {
            emptied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return inside == 0 ? Task.CompletedTask : emptied.Task;
        }
    }

    private void LeaveShared()
    {
        lock (gate)
        {
            if (--inside == 0)
            {
                emptied.TrySetResult();
            }
        }
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        private Action? left = leave;

        public void Dispose() => Interlocked.Exchange(ref left, null)?.Invoke();
    }
}
