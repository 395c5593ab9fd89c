namespace Extraction.Worker.Hosting;

/// <summary>
/// Where documents are worked on: many at once, or one alone. One that its worker died of before must not take its neighbours with it, and must not be
/// blamed for theirs.
/// </summary>
internal sealed class Room(TimeProvider time) : IDisposable
{
    /// <summary>Who wants to be alone waits so long at most for those inside; then nobody else comes in, and those inside stay.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _door = new(1);
    private readonly Lock _gate = new();
    private TaskCompletionSource _emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;

    /// <summary>Comes in when there is room; leaves when disposed.</summary>
    public async Task<IDisposable> EnterAsync(bool alone, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken);
        if (!alone)
        {
            lock (_gate)
            {
                _inside++;
            }

            _door.Release();
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
            _door.Release();
            throw;
        }

        return new Leaving(() => _door.Release());
    }

    public void Dispose() => _door.Dispose();

    private Task EmptyAsync()
    {
        lock (_gate)
        {
            _emptied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _inside == 0 ? Task.CompletedTask : _emptied.Task;
        }
    }

    private void LeaveShared()
    {
        lock (_gate)
        {
            if (--_inside == 0)
            {
                _emptied.TrySetResult();
            }
        }
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        private Action? _left = leave;

        public void Dispose() => Interlocked.Exchange(ref _left, null)?.Invoke();
    }
}
