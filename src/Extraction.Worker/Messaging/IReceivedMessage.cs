namespace Extraction.Worker.Messaging;

/// <summary>
/// A message in the receiver's hands, under a lock. It can be settled once: completed, abandoned or dead-lettered. Every method raises
/// <see cref="MessageLockLostException"/> when the lock has run out, was taken over by a later delivery, or the message is settled already;
/// then nothing has changed in the queue.
/// </summary>
internal interface IReceivedMessage : IStoredMessage
{
    /// <summary>How long the lock still holds, by a clock that does not jump; zero or less when it has run out.</summary>
    TimeSpan LockRemaining { get; }

    /// <summary>Starts the lock anew with its full duration.</summary>
    Task RenewAsync(CancellationToken cancellationToken);

    /// <summary>Removes the message: it is done.</summary>
    Task CompleteAsync(CancellationToken cancellationToken);

    /// <summary>Gives the message back for another delivery. One that was counted often enough is dead-lettered instead.</summary>
    Task AbandonAsync(Redelivery redelivery, CancellationToken cancellationToken);

    /// <summary>Moves the message to the dead letters, with the reason in its headers.</summary>
    Task DeadLetterAsync(DeadLetterReason reason, CancellationToken cancellationToken);
}
