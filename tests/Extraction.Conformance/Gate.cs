using System.Threading.Channels;
using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.Messaging;

namespace Extraction.Conformance;

/// <summary>A handler that waits at a gate: counts who entered, and lets them through one by one or all at once.</summary>
internal sealed class Gate
{
    private readonly Channel<bool> passes = Channel.CreateUnbounded<bool>();
    private int entered;

    public int Entered => Volatile.Read(ref entered);

    public async Task<Settlement> HandleAsync(IReceivedMessage message, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref entered);
        await passes.Reader.WaitToReadAsync(cancellationToken);
        while (!passes.Reader.TryRead(out _) && await passes.Reader.WaitToReadAsync(cancellationToken))
        {
        }

        return Settlement.Done;
    }

    public void ReleaseOne() => passes.Writer.TryWrite(true);

    public void Release() => passes.Writer.TryComplete();
}
