using Extraction.Worker.Placement.Candidates;
using Extraction.Worker.Placement.Chains;

namespace Extraction.Worker.Placement;

/// <summary>
/// Where named customers stand: well-known firms by <c>known-firms.csv</c> (columns <c>names</c>, separated by bars, and <c>node</c>, an id of the shipped
/// taxonomy), others by the trade in their names where it fits one node well.
/// </summary>
internal sealed class CustomerNodes
{
    private const double LeastSimilarity = 0.6;
    private const int ShortName = 2;

    private readonly (string Name, TaxonomyNode Node)[] _known;
    private readonly PlacementRanking _ranking;

    public CustomerNodes(PlacementRanking ranking)
    {
        _ranking = ranking;
        _known =
        [
            .. LexiconFile.Read("known-firms.csv", "names", "node")
                .SelectMany(row => row[0].Split('|').Select(name => (Name: TermText.Fold(name), Node: ranking.Taxonomy.Find(row[1])!)))
                .Where(firm => firm.Node is not null)
                .OrderByDescending(firm => firm.Name.Length),
        ];
    }

    /// <summary>The customer's node, or null where neither its name nor its trade leads to one.</summary>
    public TaxonomyNode? Find(string customer)
    {
        string folded = TermText.Fold(customer);
        TaxonomyNode? known = Array.Find(_known, firm => IsNamed(folded, firm.Name)).Node;
        if (known is not null)
        {
            return known;
        }

        IReadOnlyList<Candidate> byTrade = _ranking.Rank(new PlacementSubject(customer, [], [], []), 1);
        return byTrade.Count > 0 && byTrade[0].Similarity >= LeastSimilarity ? byTrade[0].Node : null;
    }

    /// <summary>A Latin name must stand as whole words, a short Chinese one at the start: in the middle of another name it is chance.</summary>
    private static bool IsNamed(string customer, string firm)
    {
        int at = customer.IndexOf(firm, StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        int end = at + firm.Length;
        bool latin = TermText.IsLatin(firm[0]);
        return latin
            ? (at == 0 || !TermText.IsLatin(customer[at - 1])) && (end == customer.Length || !TermText.IsLatin(customer[end]))
            : firm.Length > ShortName || at == 0;
    }
}
