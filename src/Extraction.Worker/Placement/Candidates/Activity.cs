using Extraction.Contracts;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>One thing that a company does: a noun phrase without the words around it.</summary>
/// <param name="Text">The noun phrase, folded: <c>高温尼龙材料</c>.</param>
/// <param name="Weight">How much it tells about where the company stands; the main business sums to about 1.</param>
/// <param name="Role">What the company does with it.</param>
/// <param name="Phrase">Index of the phrase that it was read from; -1 for the company's name.</param>
internal sealed record Activity(string Text, double Weight, ChainRole Role, int Phrase);
