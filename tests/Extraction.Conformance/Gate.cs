using System.Threading.Channels;
using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.Messaging;

namespace Extraction.Conformance;

/// <summary>A handler that waits at a gate: counts who entered, and lets them through one by one or all at once.</summary>
internal sealed class Gate
{
    private readonly Channel<bool> _passes = Channel.CreateUnbounded<bool>();
    private int _entered;

    public int Entered => Volatile.Read(ref _entered);

    public async Task<Settlement> HandleAsync(IReceivedMessage message, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _entered);
        await _passes.Reader.WaitToReadAsync(cancellationToken);
        while (!_passes.Reader.TryRead(out _) && await _passes.Reader.WaitToReadAsync(cancellationToken))
        {
        }

        return Settlement.Done;
    }

    public void ReleaseOne() => _passes.Writer.TryWrite(true);

    public void Release() => _passes.Writer.TryComplete();
}
