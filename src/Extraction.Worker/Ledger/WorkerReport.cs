namespace Extraction.Worker.Ledger;

/// <summary>How a worker is, as it last wrote. Times are milliseconds since 1970-01-01 UTC.</summary>
/// <param name="Worker">Its name.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="SeenAt">When it wrote this.</param>
/// <param name="State">One word: <c>working</c>, <c>paused</c>, <c>stopping</c>.</param>
/// <param name="Sentence">Why it is paused and what to do; null while it works.</param>
/// <param name="InHand">Documents being handled.</param>
/// <param name="Finished">Documents finished since its start.</param>
/// <param name="DeadLettered">Documents dead-lettered since its start.</param>
internal sealed record WorkerReport(
    string Worker, long StartedAt, long SeenAt, string State, string? Sentence, long InHand, long Finished, long DeadLettered);
