namespace Extraction.Worker.Messaging;

/// <summary>Wakes all who wait for a change within this process. Take <see cref="Next"/> before looking, then wait for it.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource current = New();

    public Task Next => Volatile.Read(ref current).Task;

    public void Raise() => Interlocked.Exchange(ref current, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
