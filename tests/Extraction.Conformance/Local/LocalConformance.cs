using Extraction.Worker.Messaging;

namespace Extraction.Conformance.Local;

public sealed class LocalConformance : TransportConformance
{
    private protected override string Transport => nameof(TransportKind.Local);

    private protected override Bench Open(Action<MessagingOptions>? adjust, bool realTime) => LocalBench.Open(adjust, realTime);
}
