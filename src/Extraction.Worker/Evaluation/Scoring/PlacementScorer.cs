using Extraction.Contracts;

namespace Extraction.Worker.Evaluation;

/// <summary>Scores the first placement of an event: it is right at a level where it agrees with any of the company's labelled places.</summary>
internal static class PlacementScorer
{
    private const double SameNodeFrom = 0.5;

    public static void Score(ScoreSheet sheet, string document, GoldCompany gold, ChainPlacementEvent found)
    {
        ChainPlacement? first = found.Placements.Count > 0 ? found.Placements[0] : null;
        IReadOnlyList<GoldChain> chains = gold.Chain ?? [];
        Level level = new(sheet, document, gold.Name, first);
        if (chains.Count == 0)
        {
            level.Add(GoldScorer.Unplaced, ["none"], first?.Chain ?? "none", first is null);
            return;
        }

        level.AddAny(GoldScorer.Industry, chains.Select(chain => chain.Industry), first?.Industry);
        level.AddAny(GoldScorer.Role, chains.Select(chain => chain.Role), first?.Role.ToString());
        string[] names = [.. chains.SelectMany(chain => chain.ChainName is null ? chain.ChainNameAlso ?? [] : [chain.ChainName, .. chain.ChainNameAlso ?? []])];
        if (names.Length > 0)
        {
            level.AddAny(GoldScorer.Chain, names, first?.Chain);
        }

        GoldChain[] nodes = [.. chains.Where(chain => (chain.NodeId ?? chain.Node) is not null)];
        if (nodes.Length > 0)
        {
            level.Add(GoldScorer.Node, nodes.Select(node => node.NodeId ?? node.Node!), first?.Node, first is not null && nodes.Any(node => IsSame(node, first)));
        }
    }

    /// <summary>Free words name the same node where they share half of their character pairs, or one holds the other.</summary>
    private static bool IsSame(GoldChain label, ChainPlacement placement)
    {
        if (label.NodeId is not null)
        {
            return label.NodeId == placement.NodeId;
        }

        string labelled = ComparedText.Key(label.Node!);
        string published = ComparedText.Key(placement.Node);
        return labelled.Contains(published, StringComparison.Ordinal)
            || published.Contains(labelled, StringComparison.Ordinal)
            || ComparedText.PairOverlap(labelled, published) >= SameNodeFrom;
    }

    /// <summary>One company's answers at each level.</summary>
    private sealed class Level(ScoreSheet sheet, string document, string company, ChainPlacement? first)
    {
        public void AddAny(string field, IEnumerable<string> labelled, string? published)
        {
            string key = ComparedText.Key(published ?? string.Empty);
            Add(field, labelled, published, labelled.Any(value => ComparedText.Key(value) == key));
        }

        public void Add(string field, IEnumerable<string> labelled, string? published, bool right)
        {
            sheet.Add(field, right ? 1 : 0, published is not null);
            if (first is not null)
            {
                sheet.Add(new ConfidenceOutcome(field, first.Confidence, right));
            }

            if (!right)
            {
                sheet.Add(new Disagreement(document, company, field, string.Join(" | ", labelled.Distinct()), published, first?.Evidence ?? []));
            }
        }
    }
}
