namespace Extraction.Worker.DeadLetters.Discarding;

/// <summary>How a discard ended.</summary>
/// <param name="Discarded">How many are in the archive and out of the queue.</param>
/// <param name="Chosen">How many were chosen.</param>
/// <param name="Complete">Whether none of them is left.</param>
/// <param name="Sentence">The same in one sentence.</param>
internal sealed record DiscardReport(int Discarded, int Chosen, bool Complete, string Sentence);
