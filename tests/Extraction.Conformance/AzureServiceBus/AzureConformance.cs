using Extraction.Worker.Messaging;
using Xunit;

namespace Extraction.Conformance.AzureServiceBus;

/// <summary>
/// Runs on the namespace or emulator that <c>EXTRACTION_TEST_SERVICEBUS</c> names, a connection string; where an emulator takes administration on another
/// port, <c>EXTRACTION_TEST_SERVICEBUS_ADMIN</c> is the connection string for that.
/// </summary>
public sealed class AzureConformance : TransportConformance
{
    private const string Variable = "EXTRACTION_TEST_SERVICEBUS";

    private protected override string Transport => nameof(TransportKind.AzureServiceBus);

    private protected override IReadOnlyDictionary<string, string> Unsupported { get; } = new Dictionary<string, string>
    {
        [nameof(DuplicateIdIsDropped)] = "the broker drops a duplicate without telling its sender; a sent message counts as accepted",
        [nameof(PeekPagesThroughAllStates)] = "the broker shows a locked message like one that waits, and counts both together",
    };

    private protected override Bench Open(Action<MessagingOptions>? adjust, bool realTime)
    {
        string? connection = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(connection), $"{Variable} names no namespace and no emulator");
        return AzureBench.Open(connection, Environment.GetEnvironmentVariable(Variable + "_ADMIN"), adjust);
    }
}
