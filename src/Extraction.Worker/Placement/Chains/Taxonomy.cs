using System.Collections.Frozen;
using Extraction.Contracts;

namespace Extraction.Worker.Placement.Chains;

/// <summary>Industries, chains, nodes and the flow of goods between them. Immutable.</summary>
internal sealed class Taxonomy
{
    private readonly FrozenDictionary<string, TaxonomyNode> _byId;
    private readonly int[][] _downstream;
    private readonly int[][] _upstream;

    private Taxonomy(TaxonomyFiles files)
    {
        Reference = new TaxonomyReference(files.Version, files.Sha256);
        Chains = [.. files.Chains.Select(c => new TaxonomyChain(c.ChainId, c.Industry, c.Name))];
        FrozenDictionary<string, TaxonomyChain> chains = Chains.ToFrozenDictionary(c => c.Id);
        Nodes = [.. files.Nodes.Select((row, index) => new TaxonomyNode(
            index, row.NodeId, chains[row.ChainId], row.Name, TaxonomyStage.Parse(row.Stage), Terms(row.Aliases), Terms(row.Products)))];
        _byId = Nodes.ToFrozenDictionary(n => n.Id);
        (TaxonomyNode From, TaxonomyNode To)[] edges = [.. files.Edges.Select(e => (_byId[e.FromNode], _byId[e.ToNode])).Where(e => e.Item1 != e.Item2).Distinct()];
        EdgeCount = edges.Length;
        _downstream = Neighbours(edges.ToLookup(e => e.From.Index, e => e.To.Index));
        _upstream = Neighbours(edges.ToLookup(e => e.To.Index, e => e.From.Index));
    }

    /// <summary>Version and hash, as events name it.</summary>
    public TaxonomyReference Reference { get; }

    /// <summary>The chains in the order of the file.</summary>
    public IReadOnlyList<TaxonomyChain> Chains { get; }

    /// <summary>The nodes in the order of the file; a node's <see cref="TaxonomyNode.Index"/> is its position here.</summary>
    public IReadOnlyList<TaxonomyNode> Nodes { get; }

    /// <summary>How many edges join them.</summary>
    public int EdgeCount { get; }

    /// <summary>Reads a taxonomy.</summary>
    /// <exception cref="TaxonomyException">The directory, a file or a row makes it unusable.</exception>
    public static Taxonomy Load(string directory)
    {
        TaxonomyFiles files = TaxonomyFiles.Read(directory);
        TaxonomyProblem[] problems = [.. TaxonomyLint.Check(files).Where(p => p.Blocks)];
        if (problems.Length > 0)
        {
            string more = problems.Length > 1 ? $" ({problems.Length - 1} more problems: run `taxonomy lint`)" : string.Empty;
            string first = problems[0].File == directory ? problems[0].Sentence : problems[0].ToString();
            throw new TaxonomyException($"The taxonomy in {directory} cannot be used: {first}{more}");
        }

        return new Taxonomy(files);
    }

    /// <summary>The node with an id, or null.</summary>
    public TaxonomyNode? Find(string nodeId) => _byId.GetValueOrDefault(nodeId);

    /// <summary>Nodes into which the goods of this one flow directly.</summary>
    public IEnumerable<TaxonomyNode> DownstreamOf(TaxonomyNode node) => _downstream[node.Index].Select(i => Nodes[i]);

    /// <summary>Nodes whose goods flow directly into this one.</summary>
    public IEnumerable<TaxonomyNode> UpstreamOf(TaxonomyNode node) => _upstream[node.Index].Select(i => Nodes[i]);

    /// <summary>The shortest way along the edges, both ends included; empty where there is none of at most <paramref name="maxNodes"/> nodes.</summary>
    /// <param name="from">Where the goods come from.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="maxNodes">How many nodes the way may have.</param>
    /// <param name="preference">Among the shortest ways, the one with the greatest sum of this is taken; null takes the first by the order of the edges.</param>
    public IReadOnlyList<TaxonomyNode> ShortestPath(TaxonomyNode from, TaxonomyNode to, int maxNodes, Func<TaxonomyNode, double>? preference = null)
    {
        Dictionary<int, (int From, double Sum)> reached = new() { [from.Index] = (-1, 0) };
        List<int> front = [from.Index];
        for (int length = 1; !reached.ContainsKey(to.Index) && length < maxNodes && front.Count > 0; length++)
        {
            Dictionary<int, (int From, double Sum)> next = [];
            foreach (int node in front)
            {
                foreach (int neighbour in _downstream[node].Where(n => !reached.ContainsKey(n)))
                {
                    double sum = reached[node].Sum + (preference?.Invoke(Nodes[neighbour]) ?? 0);
                    if (!next.TryGetValue(neighbour, out (int From, double Sum) known) || sum > known.Sum)
                    {
                        next[neighbour] = (node, sum);
                    }
                }
            }

            front = [.. next.Keys];
            foreach ((int node, (int From, double Sum) way) in next)
            {
                reached[node] = way;
            }
        }

        List<TaxonomyNode> path = [];
        for (int at = reached.ContainsKey(to.Index) ? to.Index : -1; at >= 0; at = reached[at].From)
        {
            path.Insert(0, Nodes[at]);
        }

        return path;
    }

    private static string[] Terms(string field) => field.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private int[][] Neighbours(ILookup<int, int> edges) => [.. Nodes.Select(n => edges[n.Index].ToArray())];
}
