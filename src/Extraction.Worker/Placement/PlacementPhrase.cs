using Extraction.Contracts;

namespace Extraction.Worker.Placement;

/// <summary>Words about a company from which it can be placed.</summary>
/// <param name="Text">The words.</param>
/// <param name="Kind">What they say.</param>
/// <param name="Role">What the company does with what they name.</param>
/// <param name="Evidence">Where they stand; empty where the profile came without a document.</param>
internal sealed record PlacementPhrase(string Text, PhraseKind Kind, ChainRole Role, IReadOnlyList<Evidence> Evidence);
