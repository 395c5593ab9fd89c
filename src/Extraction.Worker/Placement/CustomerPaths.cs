using Extraction.Contracts;
using Extraction.Worker.Placement.Candidates;
using Extraction.Worker.Placement.Chains;

namespace Extraction.Worker.Placement;

/// <summary>
/// The ways along the edges from a company's nodes to its customers' nodes. Among ways of equal length the one is taken that passes what the company's
/// own words and its direct customers point to.
/// </summary>
internal sealed class CustomerPaths
{
    /// <summary>A longer way than this says nothing of the use any more.</summary>
    public const int MaxNodes = 5;

    private const double DirectCustomer = 0.5;

    private readonly Taxonomy _taxonomy;
    private readonly (string Name, TaxonomyNode Node, bool End)[] _customers;
    private readonly Dictionary<TaxonomyNode, double> _preferred = [];

    public CustomerPaths(Taxonomy taxonomy, CustomerNodes nodes, PlacementSubject subject, IReadOnlyList<Candidate> candidates)
    {
        _taxonomy = taxonomy;
        IEnumerable<(string Name, bool End)> named = subject.Customers.Select(c => (c, false)).Concat(subject.EndCustomers.Except(subject.Customers).Select(c => (c, true)));
        _customers = [.. named.Select(c => (c.Name, Node: nodes.Find(c.Name)!, c.End)).Where(c => c.Node is not null)];
        foreach (Candidate candidate in candidates)
        {
            _preferred[candidate.Node] = candidate.Similarity;
        }

        foreach ((_, TaxonomyNode node, bool end) in _customers)
        {
            _preferred[node] = _preferred.GetValueOrDefault(node) + (end ? 0 : DirectCustomer);
        }
    }

    /// <summary>The ways from a node, one a customer that can be reached.</summary>
    public IReadOnlyList<CustomerPath> From(TaxonomyNode node) =>
        [.. Ways(node).Select(way => new CustomerPath(way.Customer, [.. way.Path.Select(n => n.Id)]))];

    /// <summary>
    /// The node on the customers' side through which the company's goods pass first: the first of another chain, in the industry of an end customer (or of a
    /// customer, where no end customer is named); null where there is none.
    /// </summary>
    public TaxonomyNode? EntranceFrom(TaxonomyNode node) =>
        Ways(node)
            .Where(way => way.Path.Count > 2 && way.Path[^1].Chain.Industry != node.Chain.Industry)
            .OrderByDescending(way => way.End)
            .Select(way => way.Path.Skip(1).FirstOrDefault(n => n.Chain.Industry == way.Path[^1].Chain.Industry))
            .FirstOrDefault(n => n is not null);

    private IEnumerable<(string Customer, bool End, IReadOnlyList<TaxonomyNode> Path)> Ways(TaxonomyNode node) =>
        _customers
            .Select(c => (c.Name, c.End, Path: _taxonomy.ShortestPath(node, c.Node, MaxNodes, n => _preferred.GetValueOrDefault(n))))
            .Where(way => way.Path.Count > 1);
}
