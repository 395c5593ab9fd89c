namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>Why a replay ended.</summary>
internal enum ReplayEnd
{
    /// <summary>Every chosen dead letter was handled.</summary>
    Finished,

    /// <summary>Some could not be sent, or stayed in other hands.</summary>
    Incomplete,

    /// <summary>Replayed messages failed again with the same code.</summary>
    FailedAgain,

    /// <summary>The outcome of a batch was not known in time.</summary>
    OutOfPatience,

    /// <summary>The operator stopped it.</summary>
    Cancelled,

    /// <summary>The broker or the ledger went away.</summary>
    Unavailable,
}
