using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Extraction.Worker.Placement.Chains;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>The inverted index: gram to terms, term to nodes. Immutable.</summary>
internal sealed class TermPostings
{
    private readonly FrozenDictionary<ulong, int> _gramIds;
    private readonly float[] _rarity;
    private readonly (int Term, float Share)[][] _termsOfGram;
    private readonly (int Node, float Weight)[][] _nodesOfTerm;

    /// <param name="taxonomy">The taxonomy.</param>
    /// <param name="lexicon">What widens its names.</param>
    public TermPostings(Taxonomy taxonomy, SynonymLexicon lexicon)
    {
        Dictionary<string, int> termIds = [];
        List<List<(int Node, float Weight)>> nodes = [];
        foreach (TaxonomyNode node in taxonomy.Nodes)
        {
            foreach ((string term, double weight) in NodeTerms.Of(node, lexicon))
            {
                if (termIds.TryAdd(term, nodes.Count))
                {
                    nodes.Add([]);
                }

                nodes[termIds[term]].Add((node.Index, (float)weight));
            }
        }

        Terms = [.. termIds.Keys];
        _nodesOfTerm = [.. nodes.Select(Damped)];
        Dictionary<ulong, List<(int Term, float Weight)>> grams = Grams();
        _gramIds = grams.Keys.Select((gram, id) => (gram, id)).ToFrozenDictionary(g => g.gram, g => g.id);
        _rarity = new float[grams.Count];
        _termsOfGram = new (int, float)[grams.Count][];
        HashSet<int> holders = [];
        foreach ((ulong gram, int id) in _gramIds)
        {
            holders.Clear();
            holders.UnionWith(grams[gram].SelectMany(t => nodes[t.Term]).Select(n => n.Node));
            _rarity[id] = Rarity(holders.Count, taxonomy.Nodes.Count);
        }

        float[] sums = new float[Terms.Length];
        foreach ((ulong gram, int id) in _gramIds)
        {
            foreach ((int term, float weight) in CollectionsMarshal.AsSpan(grams[gram]))
            {
                sums[term] += weight * _rarity[id];
            }
        }

        foreach ((ulong gram, int id) in _gramIds)
        {
            _termsOfGram[id] = [.. grams[gram].Select(t => (t.Term, t.Weight * _rarity[id] / sums[t.Term]))];
        }
    }

    /// <summary>The distinct folded terms.</summary>
    public string[] Terms { get; }

    /// <summary>The gram's number, or -1 where no term holds it.</summary>
    public int Gram(ulong gram) => _gramIds.TryGetValue(gram, out int id) ? id : -1;

    /// <summary>How rare a gram is among the nodes, 0.1 to 1.</summary>
    public float RarityOf(int gram) => _rarity[gram];

    /// <summary>The terms that hold a gram, each with the gram's share of the term's weight.</summary>
    public ReadOnlySpan<(int Term, float Share)> TermsOf(int gram) => _termsOfGram[gram];

    /// <summary>The nodes that a term points to, with its weight there.</summary>
    public ReadOnlySpan<(int Node, float Weight)> NodesOf(int term) => _nodesOfTerm[term];

    /// <summary>A term that points to several nodes says less of each.</summary>
    private static (int Node, float Weight)[] Damped(List<(int Node, float Weight)> nodes)
    {
        float damp = 1f / (1f + (0.08f * MathF.Log2(nodes.Count)));
        return [.. nodes.Select(n => (n.Node, n.Weight * damp))];
    }

    private static float Rarity(int holders, int nodes) =>
        MathF.Max(0.1f, MathF.Log((nodes + 1f) / (holders + 0.5f)) / MathF.Log(nodes + 1f));

    private Dictionary<ulong, List<(int Term, float Weight)>> Grams()
    {
        Dictionary<ulong, List<(int, float)>> postings = [];
        List<ulong> grams = [];
        List<float> weights = [];
        for (int term = 0; term < Terms.Length; term++)
        {
            GramWeights.Weigh(Terms[term], grams, weights);
            for (int i = 0; i < grams.Count; i++)
            {
                if (!postings.TryGetValue(grams[i], out List<(int, float)>? list))
                {
                    postings[grams[i]] = list = [];
                }

                list.Add((term, weights[i]));
            }
        }

        return postings;
    }
}
