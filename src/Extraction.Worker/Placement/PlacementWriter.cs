using Extraction.Contracts;
using Extraction.Prompts.Replies;
using Extraction.Worker.Placement.Candidates;
using Extraction.Worker.Placement.Chains;

namespace Extraction.Worker.Placement;

/// <summary>Writes the placements of one company: stage, confidence, margin, neighbours, ways to the customers, evidence.</summary>
internal sealed class PlacementWriter(Taxonomy taxonomy, CustomerNodes customers, PlacementSubject subject, IReadOnlyList<Candidate> candidates)
{
    /// <summary>What a place on the customers' side is worth against the place that leads to it: the text states the use, not the part.</summary>
    private const double CustomersSide = 0.7;

    private readonly CustomerPaths _paths = new(taxonomy, customers, subject, candidates);

    /// <summary>A ranked candidate without a model's choice.</summary>
    public ChainPlacement Write(Candidate candidate)
    {
        Candidate? next = candidates.SkipWhile(c => c != candidate).Skip(1).FirstOrDefault();
        IReadOnlyList<Evidence> evidence = candidate.Activity.Phrase >= 0 ? subject.Phrases[candidate.Activity.Phrase].Evidence : [];
        double margin = Margin(candidate, next);
        double confidence = PlacementConfidence.Ranked(candidate.Score, candidate.Similarity, margin, evidence.Count > 0);
        return Write(candidate.Node, candidate.Activity.Role, confidence, margin, next?.Node.Id, evidence);
    }

    /// <summary>A candidate that the model chose.</summary>
    public ChainPlacement Write(Candidate candidate, ChainRole role, PlacementPhrase phrase, PlacementChoice choice, PlacementReply chosen)
    {
        HashSet<string> taken = [.. chosen.Placements.Select(p => p.Candidate)];
        Candidate? next = candidates.Where((_, i) => !taken.Contains(PlacementPrompt.Label(i))).MaxBy(c => c.Score);
        double margin = Margin(candidate, next);
        double ranked = PlacementConfidence.Ranked(candidate.Score, candidate.Similarity, margin, phrase.Evidence.Count > 0);
        double confidence = PlacementConfidence.Chosen(ranked, choice.Confidence, candidate == candidates[0]);
        return Write(candidate.Node, role, confidence, margin, next?.Node.Id, phrase.Evidence);
    }

    /// <summary>
    /// Adds the place on the customers' side: where the goods of what the company makes reach a named customer of another industry along the edges, it stands
    /// as a supplier on the first node of that industry.
    /// </summary>
    public void AddCustomersSide(List<ChainPlacement> placements)
    {
        ChainPlacement? own = placements.Find(p => p.Role == ChainRole.Makes);
        if (own is not null && _paths.EntranceFrom(taxonomy.Find(own.NodeId)!) is { } entrance && placements.TrueForAll(p => p.Industry != entrance.Chain.Industry))
        {
            placements.Add(Write(entrance, ChainRole.Makes, Math.Round(own.Confidence * CustomersSide, 2), 0, null, own.Evidence));
        }
    }

    private static double Margin(Candidate candidate, Candidate? next) =>
        next is null ? 1 : Math.Round(Math.Clamp((candidate.Score - next.Score) / candidate.Score, 0, 1), 2);

    private ChainPlacement Write(TaxonomyNode node, ChainRole role, double confidence, double margin, string? runnerUp, IReadOnlyList<Evidence> evidence) => new(
        node.Chain.Industry,
        node.Chain.Id,
        node.Chain.Name,
        node.Id,
        node.Name,
        node.Stage,
        role,
        confidence,
        margin,
        runnerUp,
        [.. taxonomy.UpstreamOf(node).Select(n => n.Id)],
        [.. taxonomy.DownstreamOf(node).Select(n => n.Id)],
        role == ChainRole.Uses ? [] : _paths.From(node),
        evidence);
}
