using System.Net.Sockets;
using Extraction.Conformance.Faults;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Conformance.AzureServiceBus;

/// <summary>Azure Service Bus, an emulator because the cloud cannot be cut off, with a SQLite ledger.</summary>
[Collection(Processes.Name)]
public sealed class AzureFaultTests : BrokerFaults
{
    private protected override string Broker => "Azure Service Bus";

    private protected override TcpProxy Before(Func<NetworkStream, NetworkStream, CancellationToken, Task>? answers)
    {
        AzureNamespace place = AzureNamespace.Named();
        Assert.SkipUnless(place.IsEmulator, "the connection to a namespace in the cloud is encrypted, and no proxy can stand before it");
        return place.Before(answers);
    }

    private protected override Task<RunningWorker> StartAsync(TcpProxy? proxy) => RunningWorker.StartAsync(new AzureGround(AzureNamespace.Named(), proxy));
}
