namespace Extraction.Benchmarks.Budgets;

/// <summary>A clock that runs some times faster than the real one, the same in every process that is given the same origin.</summary>
internal sealed class QuickTime(DateTimeOffset origin, double speed) : TimeProvider
{
    private readonly long _started = System.GetTimestamp();
    private readonly TimeSpan _offset = System.GetUtcNow() - origin;

    public override DateTimeOffset GetUtcNow() => origin + TimeSpan.FromTicks(GetTimestamp());

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (long)((_offset + System.GetElapsedTime(_started)).Ticks * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new QuickTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    /// <summary>How long that is on the real clock, rounded up so that nobody wakes early.</summary>
    public TimeSpan Real(TimeSpan quick) => quick < TimeSpan.Zero ? quick : TimeSpan.FromMilliseconds(Math.Ceiling(quick.TotalMilliseconds / speed));

    private sealed class QuickTimer(ITimer timer, QuickTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Real(dueTime), time.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
