namespace Extraction.Worker.Ledger;

/// <summary>One attempt as it stands in the ledger. Times are milliseconds since 1970-01-01 UTC.</summary>
/// <param name="AttemptId">Its own id.</param>
/// <param name="MessageKey">The message, and which replay of it.</param>
/// <param name="DocumentId">The crawler's document id.</param>
/// <param name="Worker">Who tried.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null while it runs, or when its worker died.</param>
/// <param name="Outcome">The name of an <see cref="AttemptOutcome"/>; null while it has not ended.</param>
/// <param name="Sentence">What was wrong, where something was.</param>
internal sealed record AttemptRecord(
    string AttemptId, string MessageKey, string DocumentId, string Worker, long StartedAt, long? EndedAt, string? Outcome, string? Sentence);
