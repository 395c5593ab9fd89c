namespace Extraction.Worker.Messaging;

/// <summary>The settings under <c>Messaging:AzureServiceBus</c>. They count in a build that holds the broker's client.</summary>
internal sealed class AzureServiceBusOptions
{
    /// <summary>The namespace's host, <c>name.servicebus.windows.net</c>, reached with Entra ID (managed identity, workload identity, <c>az login</c>). No default.</summary>
    public string? Namespace { get; set; }

    /// <summary>
    /// A connection string instead, <c>Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=…</c>; better from the environment, as
    /// <c>EXTRACTION_Messaging__AzureServiceBus__ConnectionString</c>, than from a file. No default.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Another connection string for creating and counting, where an emulator takes these on a port of its own; default the same.</summary>
    public string? AdministrationConnectionString { get; set; }

    /// <summary>The subscription that is created with the topic, so that no event is lost before consumers make theirs; default <c>all</c>.</summary>
    public string Subscription { get; set; } = "all";

    /// <summary>
    /// The queue has sessions: messages with the same session id, say of one company, are handled one at a time and in their order by all workers together.
    /// Taking one costs a few calls more. A queue has them from its creation or never; default false.
    /// </summary>
    public bool Sessions { get; set; }

    /// <summary>Speak through WebSockets on port 443, where the AMQP port 5671 is closed; default false.</summary>
    public bool WebSockets { get; set; }

    /// <summary>How long to wait for the broker's answer to one call; default 30 s.</summary>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
