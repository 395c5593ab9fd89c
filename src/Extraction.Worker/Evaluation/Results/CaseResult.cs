using Extraction.Worker.Evaluation.Statistics;

namespace Extraction.Worker.Evaluation.Results;

/// <summary>One document's part of the scores: with these, a saved result can be compared with later ones.</summary>
/// <param name="Document">Its path in the gold file.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Language">Its language, or null.</param>
/// <param name="Sha256">SHA-256 of its bytes; null where it could not be read.</param>
/// <param name="Tokens">Prompt and reply tokens.</param>
/// <param name="Cost">Money.</param>
/// <param name="Fields">Its tally by field.</param>
internal sealed record CaseResult(string Document, string Kind, string? Language, string? Sha256, long Tokens, decimal Cost, IReadOnlyDictionary<string, FieldTally> Fields);
