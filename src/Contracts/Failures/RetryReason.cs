namespace Extraction.Contracts;

/// <summary>Why a message is to be tried again later.</summary>
/// <param name="Sentence">What stands in the way, in one sentence.</param>
/// <param name="After">How long to wait at least; null where the caller's own back-off decides.</param>
/// <param name="CostsAttempt">False where someone else is down (model, broker, database): the message has done nothing wrong.</param>
public sealed record RetryReason(string Sentence, TimeSpan? After = null, bool CostsAttempt = false);
