using Extraction.Worker.Placement.Candidates;

namespace Extraction.Worker.Placement.Chains;

/// <summary>Finds nodes by words, for people: every word must stand in the node's names, aliases, products, chain, industry or id, whatever
/// the case, width or script.</summary>
internal static class TaxonomySearch
{
    private const double NameWeight = 1.0;
    private const double AliasWeight = 0.9;
    private const double ProductWeight = 0.8;
    private const double ChainWeight = 0.5;
    private const int ShownTerms = 4;

    /// <summary>The best nodes first; nodes with equal scores in the order of the file.</summary>
    public static IReadOnlyList<TaxonomyHit> Find(Taxonomy taxonomy, IReadOnlyList<string> words, int top = 20)
    {
        string[] wanted = [.. words.Select(TermText.Fold).Where(w => w.Length > 0)];
        return wanted.Length == 0
            ? []
            : [.. taxonomy.Nodes.Select(node => Match(node, wanted)).OfType<TaxonomyHit>().OrderByDescending(h => h.Score).ThenBy(h => h.Node.Index).Take(top)];
    }

    private static TaxonomyHit? Match(TaxonomyNode node, string[] words)
    {
        double sum = 0;
        List<(string Term, double Score)> matched = [];
        foreach (string word in words)
        {
            double best = 0;
            foreach ((string term, double weight) in Terms(node))
            {
                if (TermText.Fold(term).Contains(word, StringComparison.Ordinal))
                {
                    double score = weight * (0.5 + (0.5 * word.Length / term.Length));
                    matched.Add((term, score));
                    best = Math.Max(best, score);
                }
            }

            if (best == 0)
            {
                return null;
            }

            sum += best;
        }

        string[] shown = [.. matched.OrderByDescending(m => m.Score).Select(m => m.Term).Distinct().Take(ShownTerms)];
        return new TaxonomyHit(node, sum / words.Length, shown);
    }

    private static IEnumerable<(string Term, double Weight)> Terms(TaxonomyNode node) =>
    [
        (node.Name, NameWeight),
        .. node.Aliases.Select(a => (a, AliasWeight)),
        .. node.Products.Select(p => (p, ProductWeight)),
        (node.Chain.Name, ChainWeight),
        (node.Chain.Industry, ChainWeight),
        (node.Id, ChainWeight),
    ];
}
