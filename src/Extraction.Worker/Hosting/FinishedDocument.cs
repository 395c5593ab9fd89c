using Extraction.Contracts;

namespace Extraction.Worker.Hosting;

/// <summary>A message that is finished.</summary>
/// <param name="DocumentId">The crawler's document id, or the message's where the body could not be read.</param>
/// <param name="Events">How many events it gave.</param>
/// <param name="Remembered">Whether the ledger held them already.</param>
/// <param name="Rejected">Why it was dead-lettered, or null.</param>
internal sealed record FinishedDocument(string DocumentId, int Events, bool Remembered, Rejection? Rejected);
