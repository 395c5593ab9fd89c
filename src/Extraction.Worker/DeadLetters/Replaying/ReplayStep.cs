namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>What can happen to a dead letter in a replay.</summary>
internal enum ReplayStep
{
    /// <summary>Sent and confirmed; the dead letter is gone.</summary>
    Sent,

    /// <summary>An earlier replay, cut off, had sent it already; now the dead letter is gone too.</summary>
    SentBefore,

    /// <summary>Could not be sent; the dead letter is still there.</summary>
    NotSent,

    /// <summary>Sent, but the lock on the dead letter had run out; the next replay sees that it was sent and only removes it.</summary>
    NotRemoved,

    /// <summary>A worker finished the document.</summary>
    Succeeded,

    /// <summary>The message left the queue; the ledger here does not say how.</summary>
    LeftTheQueue,

    /// <summary>It is a dead letter again, with the same code.</summary>
    FailedAgain,

    /// <summary>It is a dead letter again, with another code.</summary>
    FailedOtherwise,

    /// <summary>Somebody else settled it since the listing.</summary>
    Gone,

    /// <summary>Somebody else holds it.</summary>
    InOtherHands,
}
