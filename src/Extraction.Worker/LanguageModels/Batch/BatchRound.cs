namespace Extraction.Worker.LanguageModels.Batch;

/// <summary>Requests that were handed in together.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Requests">How many.</param>
/// <param name="BatchId">The provider's id; null until it has one.</param>
/// <param name="Status">As the provider says: <c>validating</c>, <c>in_progress</c>, <c>finalizing</c>, <c>completed</c>, <c>failed</c>, <c>expired</c>, <c>cancelled</c>.</param>
/// <param name="Collected">Whether its replies are here.</param>
internal sealed record BatchRound(int Number, int Requests, string? BatchId, string Status, bool Collected)
{
    /// <summary>Whether the provider will do no more for it.</summary>
    public bool IsOver => Status is "completed" or "failed" or "expired" or "cancelled";
}
