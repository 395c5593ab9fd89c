using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace Extraction.Worker.Messaging.AzureServiceBus;

/// <summary>Azure Service Bus, Standard or Premium: a queue with peek-lock, its own dead letters, and a topic.</summary>
internal sealed class AzureTransport : IMessageTransport
{
    private const int MaxRetries = 2;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(2);

    /// <summary>A connection on which the broker has said nothing for so long is dead.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, string> Bridges = new()
    {
        [nameof(TransportCapabilities.TellsDuplicates)] = "Azure Service Bus drops a duplicate without telling its sender; a sent message counts as accepted, and replays ask the audit first.",
        [nameof(TransportCapabilities.KeepsOrderAcrossReceivers)] = "Without sessions (Messaging:AzureServiceBus:Sessions) Azure Service Bus keeps no order per key; one worker handles a key's messages one after another.",
        [nameof(TransportCapabilities.KeepsOrderThroughRetries)] = "A message that Azure Service Bus brings again after a delay comes after those behind it.",
        [nameof(TransportCapabilities.ShowsEveryState)] = "Azure Service Bus shows a locked message like one that waits, and counts both together.",
        [nameof(TransportCapabilities.TopicIsReadable)] = "Published events are read from a subscription of the topic, and reading takes them; subscribe there, or publish to a file too.",
    };

    private readonly AzureLink _link;

    /// <exception cref="MessagingException">The connection string or the namespace cannot be read.</exception>
    public AzureTransport(MessagingOptions options, TimeProvider time)
        : this(options, time, Readable(() => NewClient(options.AzureServiceBus)), Readable(() => NewAdministration(options.AzureServiceBus)))
    {
    }

    /// <summary>With the SDK's clients given.</summary>
    public AzureTransport(MessagingOptions options, TimeProvider time, ServiceBusClient client, ServiceBusAdministrationClient administration)
    {
        Capabilities = new()
        {
            Name = nameof(TransportKind.AzureServiceBus),
            TellsDuplicates = false,
            KeepsOrderAcrossReceivers = options.AzureServiceBus.Sessions,
            KeepsOrderThroughRetries = false,
            ShowsEveryState = false,
            TopicIsReadable = false,
            Bridges = Bridges,
        };
        _link = new AzureLink(options, time, client, administration);
        Queue = new AzureQueue(_link, Capabilities);
        Topic = new AzureTopic(_link, Capabilities);
    }

    public TransportCapabilities Capabilities { get; }

    public IMessageQueue Queue { get; }

    public IEventTopic Topic { get; }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) => _link.CheckAsync(cancellationToken);

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private static T Readable<T>(Func<T> client)
    {
        try
        {
            return client();
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException)
        {
            throw new MessagingException(
                "Messaging:AzureServiceBus cannot be read; Namespace is a host such as name.servicebus.windows.net, and a ConnectionString looks like Endpoint=sb://name.servicebus.windows.net/;SharedAccessKeyName=…;SharedAccessKey=….",
                unreadable);
        }
    }

    private static ServiceBusClient NewClient(AzureServiceBusOptions options)
    {
        ServiceBusClientOptions settings = new()
        {
            TransportType = options.WebSockets ? ServiceBusTransportType.AmqpWebSockets : ServiceBusTransportType.AmqpTcp,
            ConnectionIdleTimeout = LongestSilence,
            RetryOptions = new() { TryTimeout = options.TryTimeout, MaxRetries = MaxRetries, Delay = FirstRetry, MaxDelay = LongestRetry },
        };
        return options.ConnectionString is { Length: > 0 } connection
            ? new ServiceBusClient(connection, settings)
            : new ServiceBusClient(options.Namespace, new DefaultAzureCredential(), settings);
    }

    private static ServiceBusAdministrationClient NewAdministration(AzureServiceBusOptions options)
    {
        ServiceBusAdministrationClientOptions settings = new();
        settings.Retry.MaxRetries = 1;
        settings.Retry.NetworkTimeout = options.TryTimeout;
        return (options.AdministrationConnectionString ?? options.ConnectionString) is { Length: > 0 } connection
            ? new ServiceBusAdministrationClient(connection, settings)
            : new ServiceBusAdministrationClient(options.Namespace, new DefaultAzureCredential(), settings);
    }
}
