namespace Extraction.Worker.Messaging;

/// <summary>The brokers that the port has.</summary>
internal enum TransportKind
{
    /// <summary>Embedded: a SQLite file on this machine.</summary>
    Local,

    /// <summary>RabbitMQ with quorum queues, from version 3.10.</summary>
    RabbitMq,

    /// <summary>Azure Service Bus.</summary>
    AzureServiceBus,
}
