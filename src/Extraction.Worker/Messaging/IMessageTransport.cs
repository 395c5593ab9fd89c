namespace Extraction.Worker.Messaging;

/// <summary>One broker: the queue that documents come from and the topic that events go to.</summary>
internal interface IMessageTransport : IAsyncDisposable
{
    TransportCapabilities Capabilities { get; }

    IMessageQueue Queue { get; }

    IEventTopic Topic { get; }

    /// <summary>Reaches the broker and sees to it that queue and topic are there: created, or checked, as the options say.</summary>
    /// <exception cref="MessagingException">One sentence on what is missing and what to do.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Reads all that the broker keeps, where it is a file of this program's own; a server verifies its own files.</summary>
    /// <returns>One sentence on what is damaged and what to do, or null. Once damage is found, nothing is written or taken.</returns>
    /// <exception cref="MessagingUnavailableException">The file cannot be read now.</exception>
    Task<string?> FindDamageAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
