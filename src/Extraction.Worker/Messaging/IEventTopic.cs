namespace Extraction.Worker.Messaging;

/// <summary>Where results are published. An event's id decides whether it is new.</summary>
internal interface IEventTopic
{
    string Name { get; }

    /// <summary>Publishes events; when it returns they are durable. The outcomes stand in the order of the events.</summary>
    /// <exception cref="MessageTooLargeException">One is larger than the topic takes; none was published.</exception>
    Task<IReadOnlyList<SendOutcome>> PublishAsync(IReadOnlyList<OutgoingMessage> events, CancellationToken cancellationToken);

    /// <summary>Reads the events in the order in which they were published, where the broker keeps them (the capability says so).</summary>
    /// <param name="after">The position after which to begin; 0 for the beginning.</param>
    /// <param name="follow">Whether to wait for further events at the end, until cancelled.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<PublishedEvent> ReadAsync(long after, bool follow, CancellationToken cancellationToken);

    /// <summary>The position after which the events published since then begin.</summary>
    Task<long> PositionBeforeAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
