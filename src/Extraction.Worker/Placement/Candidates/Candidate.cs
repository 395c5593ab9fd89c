using Extraction.Worker.Placement.Chains;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>A node that may fit a company.</summary>
/// <param name="Node">The node.</param>
/// <param name="Score">How well the company's words as a whole point to it, 0 to 1; candidates are ranked by it.</param>
/// <param name="Similarity">How well the best single phrase fits, 0 to 1.</param>
/// <param name="Matched">The node's terms that fitted, best first.</param>
/// <param name="Activity">The activity that fitted best.</param>
internal sealed record Candidate(TaxonomyNode Node, double Score, double Similarity, IReadOnlyList<string> Matched, Activity Activity);
