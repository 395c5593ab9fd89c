using Extraction.Contracts;
using Extraction.Worker.Placement.Chains;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>The terms by which a node can be recognised, each with its weight: its own, its chain's, and what the lexicon adds to both.</summary>
internal static class NodeTerms
{
    private const double Name = 1.0;
    private const double Part = 0.92;

    /// <summary>
    /// What a part of a name weighs for a node that lists its aliases and products: half of 塑料与电动玩具 is not what the node is about, and what is stands in
    /// the lists.
    /// </summary>
    private const double DescribedPart = 0.45;
    private const int TailLength = 2;
    private const double Alias = 0.97;
    private const double Product = 0.95;
    private const double Goods = 0.95;
    private const double Chain = 0.6;
    private const double ChainLexicon = 0.5;
    private const double Industry = 0.25;

    /// <summary>What the lexicon's words weigh for a node that says itself what it is.</summary>
    private const double WellDescribed = 0.7;

    /// <summary>What a node named 其他… (other …) keeps: a sibling that names the thing comes first.</summary>
    private const double CatchAll = 0.75;

    /// <summary>Whether those who trade in goods stand on a node, by its name: 药品批发.</summary>
    public static bool Trades(TaxonomyNode node) => (node.Stage is ChainStage.Midstream or ChainStage.Downstream) && ActionWords.Default.RoleOf(node.Name) == ChainRole.Sells;

    /// <summary>Distinct folded terms with their best weight.</summary>
    public static Dictionary<string, double> Of(TaxonomyNode node, SynonymLexicon lexicon)
    {
        Dictionary<string, double> terms = [];
        string name = TermText.FoldName(node.Name);
        double own = name.StartsWith("其他", StringComparison.Ordinal) || name.EndsWith("其他", StringComparison.Ordinal) ? CatchAll : 1.0;
        bool bare = node.Products.Count == 0 && node.Aliases.Count == 0;
        AddName(terms, name, Name * own, bare ? Part : DescribedPart);
        AddWidened(terms, name, lexicon, bare ? own : WellDescribed, bare);
        foreach (string alias in node.Aliases)
        {
            AddName(terms, TermText.FoldName(alias), Alias, DescribedPart);
        }

        foreach (string product in node.Products)
        {
            Add(terms, TermText.Fold(product), Product);
        }

        if (Trades(node))
        {
            AddGoods(terms);
        }

        string chain = TermText.FoldName(node.Chain.Name);
        AddName(terms, chain, ChainName(node), Part);
        if (bare)
        {
            AddWidened(terms, chain, lexicon, ChainLexicon, byParts: true);
        }

        Add(terms, TermText.FoldName(node.Chain.Industry), Industry);
        return terms;
    }

    private static void AddName(Dictionary<string, double> terms, string name, double weight, double part)
    {
        Add(terms, name, weight);
        string[] halves = Parts(name);
        string? tail = SharedTail(halves);
        foreach (string half in halves.Where(p => p.Length > 1))
        {
            Add(terms, half, weight * (tail is not null && half != halves[^1] ? DescribedPart : tail is null ? part : Part));
        }

        foreach (string half in tail is null ? [] : halves[..^1])
        {
            Add(terms, half + tail, weight * Part);
        }
    }

    /// <summary>The end of the last half that the others go without: 塔吊与升降机租赁 means 塔吊租赁 too. Null where the halves stand for themselves.</summary>
    private static string? SharedTail(string[] halves) =>
        halves.Length > 1 && halves[..^1].All(h => h.Length > 1 && h.Length + TailLength <= halves[^1].Length) ? halves[^1][^TailLength..] : null;

    /// <summary>What is traded, without the word for trading: traders list their goods.</summary>
    private static void AddGoods(Dictionary<string, double> terms)
    {
        foreach ((string term, double weight) in terms.Where(t => ActionWords.Default.RoleOf(t.Key) == ChainRole.Sells).ToArray())
        {
            Add(terms, ActionWords.Default.Strip(term), weight * Goods);
        }
    }

    /// <summary>Who names the chain as a whole makes its goods, rather than their inputs, or sells them on.</summary>
    private static double ChainName(TaxonomyNode node) => node.Stage switch
    {
        ChainStage.Upstream => Chain * 0.9,
        ChainStage.Downstream => Chain * 0.85,
        _ => Chain,
    };

    private static void AddWidened(Dictionary<string, double> terms, string name, SynonymLexicon lexicon, double weight, bool byParts)
    {
        foreach (string part in lexicon.Knows(name) ? [name] : Parts(name))
        {
            foreach ((string term, double share) in lexicon.Widen(part, byParts))
            {
                Add(terms, term, share * weight);
            }
        }
    }

    private static string[] Parts(string name)
    {
        string[] parts = name.Split(['与', '和', '及', '、', '/'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 ? parts : [name];
    }

    private static void Add(Dictionary<string, double> terms, string term, double weight)
    {
        if (term.Length > 0 && (!terms.TryGetValue(term, out double known) || known < weight))
        {
            terms[term] = weight;
        }
    }
}
