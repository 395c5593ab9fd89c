namespace Extraction.Worker.Ledger;

/// <summary>What the ledger knows of a message's earlier attempts.</summary>
/// <param name="AttemptId">The attempt that was just begun.</param>
/// <param name="Unfinished">Earlier attempts that began and never ended: their worker died, or lost its lock.</param>
/// <param name="Failed">Earlier attempts that failed at a cost.</param>
internal sealed record AttemptHistory(string AttemptId, int Unfinished, int Failed);
