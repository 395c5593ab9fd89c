namespace Extraction.Worker.Messaging;

/// <summary>Wakes all who wait for a change within this process. Take <see cref="Next"/> before looking, then wait for it.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _current = New();

    public Task Next => Volatile.Read(ref _current).Task;

    public void Raise() => Interlocked.Exchange(ref _current, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
