using Extraction.Worker.Messaging;

namespace Extraction.Conformance.RabbitMq;

/// <summary>Runs on the broker that <c>EXTRACTION_TEST_RABBITMQ</c> names (<c>eng/rabbitmq start DIR PORT</c> starts one and prints its address).</summary>
public sealed class RabbitConformance : TransportConformance
{
    private protected override string Transport => nameof(TransportKind.RabbitMq);

    private protected override IReadOnlyDictionary<string, string> Unsupported { get; } = new Dictionary<string, string>
    {
        [nameof(DuplicateIdIsDropped)] = "the broker drops no duplicates; the id stays the same, and ledger and consumers drop repeats",
        [nameof(PeekNeitherLocksNorCounts)] = "AMQP has no peek; messages are taken for a moment and given back in their order, which counts as a delivery",
        [nameof(PeekPagesThroughAllStates)] = "the broker shows ready messages only; those in hand or delayed are neither seen nor counted",
    };

    private protected override Bench Open(Action<MessagingOptions>? adjust, bool realTime)
    {
        return RabbitBench.Open(Servers.RabbitMq(), adjust);
    }
}
