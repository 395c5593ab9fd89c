using Extraction.Contracts;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>A part of a statement that says what the company does today.</summary>
/// <param name="Text">The words, folded, without those about customers, the past, plans and denials.</param>
/// <param name="Role">What the statement says the company does with what is named; null where the words themselves tell.</param>
internal sealed record StatedClause(string Text, ChainRole? Role);
