using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Extraction.Conformance.Crashes;
using Extraction.TestKit;
using Extraction.Worker.Messaging;

namespace Extraction.Conformance.AzureServiceBus;

/// <summary>Queue and topic of its own, which drop no repeats, and a SQLite ledger on the disk.</summary>
/// <param name="place">The namespace or emulator.</param>
/// <param name="proxy">What the product goes through; null for nothing.</param>
internal sealed class AzureGround(AzureNamespace place, TcpProxy? proxy) : Ground
{
    private const string Subscription = "all";
    private static readonly TimeSpan LastEvent = TimeSpan.FromSeconds(1);

    private readonly string _name = "faults-" + Guid.NewGuid().ToString("N")[..12];
    private readonly TemporaryFolder _folder = new();

    public override string Name => "Azure Service Bus + SQLite";

    public override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Messaging:Transport"] = nameof(TransportKind.AzureServiceBus),
        ["Messaging:Queue"] = _name,
        ["Messaging:Topic"] = Topic,
        ["Messaging:DuplicateWindow"] = "00:00:00",
        ["Messaging:LockDuration"] = "00:00:05",
        ["Messaging:AzureServiceBus:ConnectionString"] = place.Through(proxy),
        ["Messaging:AzureServiceBus:AdministrationConnectionString"] = place.Administration,
        ["Messaging:AzureServiceBus:Subscription"] = Subscription,
        ["Messaging:AzureServiceBus:TryTimeout"] = "00:00:03",
        ["Ledger:Path"] = _folder.File("ledger.db"),
    };

    private string Topic => _name + "-topic";

    public override async Task SendAsync(IReadOnlyList<OutgoingMessage> documents)
    {
        await using IMessageTransport direct = Transports.Open(
            new MessagingOptions
            {
                Transport = TransportKind.AzureServiceBus,
                Queue = _name,
                Topic = Topic,
                CreateTopology = false,
                AzureServiceBus = new() { ConnectionString = place.Connection, AdministrationConnectionString = place.Administration },
            },
            TimeProvider.System);
        await direct.Queue.SendAsync(documents, default);
    }

    protected override async IAsyncEnumerable<string> NewEventsAsync()
    {
        await using ServiceBusClient client = new(place.Connection);
        ServiceBusReceiver receiver = client.CreateReceiver(Topic, Subscription, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        while (await receiver.ReceiveMessageAsync(LastEvent) is { } one)
        {
            yield return one.MessageId;
        }
    }

    protected override async Task CleanAsync()
    {
        ServiceBusAdministrationClient administration = new(place.Administration);
        await administration.DeleteQueueAsync(_name);
        await administration.DeleteTopicAsync(Topic);
        _folder.Dispose();
    }
}
