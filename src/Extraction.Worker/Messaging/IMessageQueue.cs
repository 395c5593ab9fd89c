namespace Extraction.Worker.Messaging;

/// <summary>
/// A queue with the peek-lock semantics of Azure Service Bus: a message is received under a lock, and stays in the queue until the holder
/// settles it. The same on every broker; where a broker lacks something, <see cref="TransportCapabilities"/> says how it is bridged.
/// All methods raise <see cref="MessagingUnavailableException"/> while the broker cannot be reached and <see cref="QueueNotFoundException"/>
/// while it has no such queue; both can be tried again on the same object.
/// </summary>
internal interface IMessageQueue
{
    string Name { get; }

    TransportCapabilities Capabilities { get; }

    /// <summary>Sends messages; when it returns they are durable. The outcomes stand in the order of the messages.</summary>
    /// <exception cref="MessageTooLargeException">One is larger than the queue takes; none was sent.</exception>
    Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken);

    /// <summary>Sends a message that stays hidden until it is due.</summary>
    /// <returns>The receipt by which it can be cancelled; null when it was dropped as a duplicate.</returns>
    Task<string?> ScheduleAsync(OutgoingMessage message, DateTimeOffset due, CancellationToken cancellationToken);

    /// <summary>Takes back a scheduled message; false when it is no longer scheduled.</summary>
    Task<bool> CancelScheduledAsync(string receipt, CancellationToken cancellationToken);

    /// <summary>Opens a receiver. Connecting happens at its first receive.</summary>
    /// <param name="subQueue">The messages, or the dead letters.</param>
    /// <param name="prefetch">How many messages the broker may push ahead of a call, each under a lock that already runs; 0 for none.</param>
    /// <param name="mostInHand">How many messages the caller will hold unsettled at most, so that a broker that pushes knows when to stop; 0 for any number.</param>
    IMessageReceiver OpenReceiver(SubQueue subQueue = SubQueue.Main, int prefetch = 0, int mostInHand = 0);

    /// <summary>Looks at messages in the order of their numbers, in every state, without locking or counting.</summary>
    /// <param name="subQueue">The messages, or the dead letters.</param>
    /// <param name="fromSequence">The first number of interest; 0 from the beginning, then the last seen + 1.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<PeekedMessage>> PeekAsync(SubQueue subQueue, long fromSequence, int max, CancellationToken cancellationToken);

    Task<QueueCounts> CountAsync(CancellationToken cancellationToken);
}
