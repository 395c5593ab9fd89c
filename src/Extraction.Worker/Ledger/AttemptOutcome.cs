namespace Extraction.Worker.Ledger;

/// <summary>How an attempt ended.</summary>
internal enum AttemptOutcome
{
    /// <summary>Its events are recorded.</summary>
    Done,

    /// <summary>Handed back at no cost: someone else was down, or the worker stopped.</summary>
    HandedBack,

    /// <summary>Failed; it counts against the limit.</summary>
    Failed,

    /// <summary>Dead-lettered.</summary>
    Rejected,
}
