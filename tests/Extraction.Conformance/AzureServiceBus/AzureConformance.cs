using Extraction.Worker.Messaging;

namespace Extraction.Conformance.AzureServiceBus;

/// <summary>Azure Service Bus, where there is a namespace or an emulator.</summary>
public sealed class AzureConformance : TransportConformance
{
    private protected override string Transport => nameof(TransportKind.AzureServiceBus);

    private protected override IReadOnlyDictionary<string, string> Unsupported { get; } = new Dictionary<string, string>
    {
        [nameof(DuplicateIdIsDropped)] = "the broker drops a duplicate without telling its sender; a sent message counts as accepted",
        [nameof(PeekPagesThroughAllStates)] = "the broker shows a locked message like one that waits, and counts both together",
    };

    private protected override Bench Open(Action<MessagingOptions>? adjust, bool realTime) => AzureBench.Open(adjust);
}
