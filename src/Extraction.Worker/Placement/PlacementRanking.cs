using Extraction.Contracts;
using Extraction.Worker.Placement.Candidates;
using Extraction.Worker.Placement.Chains;

namespace Extraction.Worker.Placement;

/// <summary>Companies against one taxonomy: reads a company's phrases into activities and ranks the nodes by them. Thread-safe.</summary>
internal sealed class PlacementRanking(Taxonomy taxonomy)
{
    private readonly ActivityReader _reader = new();
    private readonly CandidateIndex _index = new(taxonomy, SynonymLexicon.Default);

    /// <summary>The taxonomy.</summary>
    public Taxonomy Taxonomy => taxonomy;

    /// <summary>What the company does.</summary>
    public IReadOnlyList<Activity> Activities(PlacementSubject subject) => _reader.Read(subject);

    /// <summary>The best nodes for what the company makes, sells or does.</summary>
    public IReadOnlyList<Candidate> Rank(PlacementSubject subject, int top) =>
        _index.Rank([.. Activities(subject).Where(a => a.Role != ChainRole.Uses)], top);

    /// <summary>The best nodes for these activities.</summary>
    public IReadOnlyList<Candidate> Rank(IReadOnlyList<Activity> activities, int top) => _index.Rank(activities, top);
}
