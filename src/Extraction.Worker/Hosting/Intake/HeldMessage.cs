using Extraction.Worker.Messaging;

namespace Extraction.Worker.Hosting.Intake;

/// <summary>A message that the processor has taken: waiting for a free place, or being handled.</summary>
internal sealed class HeldMessage(IReceivedMessage message, TimeSpan fullLock) : IDisposable
{
    private readonly CancellationTokenSource _handling = new();
    private readonly Lock _gate = new();
    private int _ended;
    private bool _disposed;

    public IReceivedMessage Message => message;

    /// <summary>The lock as it was when the message was taken.</summary>
    public TimeSpan FullLock => fullLock;

    /// <summary>The handler's token.</summary>
    public CancellationToken Handling => _handling.Token;

    /// <summary>When the handler began, by <see cref="TimeProvider.GetTimestamp"/>; null while the message waits.</summary>
    public long? StartedAt { get; set; }

    /// <summary>Whether it was handled for too long.</summary>
    public bool TookTooLong { get; set; }

    /// <summary>Whether its lock is being renewed right now.</summary>
    public bool Renewing { get; set; }

    /// <summary>True once, for whoever settles the message: the handler's end, or a stop that waits no longer.</summary>
    public bool TryEnd() => Interlocked.Exchange(ref _ended, 1) == 0;

    public bool Ended => Volatile.Read(ref _ended) == 1;

    /// <summary>Cancels the handler; nothing happens when it has ended.</summary>
    public void CancelHandling()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _ = _handling.CancelAsync(); // the callbacks run elsewhere, not under this lock
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _handling.Dispose();
        }
    }
}
