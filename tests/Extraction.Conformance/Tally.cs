using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.Messaging;

namespace Extraction.Conformance;

/// <summary>A handler that counts how many run at once.</summary>
internal sealed class Tally
{
    private readonly Lock _gate = new();
    private int _running;

    public int Most { get; private set; }

    public int Ended { get; private set; }

    public async Task<Settlement> HandleAsync(IReceivedMessage message, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Most = Math.Max(Most, ++_running);
        }

        for (int i = 0; i < 20; i++)
        {
            await Task.Yield();
        }

        lock (_gate)
        {
            _running--;
            Ended++;
        }

        return Settlement.Done;
    }
}
