namespace Extraction.Worker.Placement.Chains;

/// <summary>A node that a search found.</summary>
/// <param name="Node">The node.</param>
/// <param name="Score">How well it answers, 0 to 1.</param>
/// <param name="Matched">The names, aliases and products that hold the words, best first.</param>
internal sealed record TaxonomyHit(TaxonomyNode Node, double Score, IReadOnlyList<string> Matched);
