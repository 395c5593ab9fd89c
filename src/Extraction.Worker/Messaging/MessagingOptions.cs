namespace Extraction.Worker.Messaging;

/// <summary>The settings under <c>Messaging</c>.</summary>
internal sealed class MessagingOptions
{
    public const string Section = "Messaging";

    /// <summary>Which broker; default <c>Local</c>.</summary>
    public TransportKind Transport { get; set; } = TransportKind.Local;

    /// <summary>The queue that documents come from; default <c>documents</c>.</summary>
    public string Queue { get; set; } = "documents";

    /// <summary>The topic that events go to; default <c>chain-placements</c>.</summary>
    public string Topic { get; set; } = "chain-placements";

    /// <summary>How long a received message belongs to its receiver before it must renew; default 60 s.</summary>
    public TimeSpan LockDuration { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>After so many counted deliveries a message is dead-lettered; default 10.</summary>
    public int MaxDeliveryCount { get; set; } = 10;

    /// <summary>How long a message may wait unreceived; default null, for ever.</summary>
    public TimeSpan? TimeToLive { get; set; }

    /// <summary>How long an id is remembered to drop repeats; default one day.</summary>
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The largest message, in bytes, headers included; default 16 MiB on Local and RabbitMQ. Azure Service Bus has its own limit.</summary>
    public long MaxMessageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Whether a missing queue or topic is created; default true. When false, it must be there.</summary>
    public bool CreateTopology { get; set; } = true;

    public LocalOptions Local { get; set; } = new();

    public RabbitMqOptions RabbitMq { get; set; } = new();

    public AzureServiceBusOptions AzureServiceBus { get; set; } = new();
}
