using Extraction.Contracts;
using Extraction.Worker.Placement.Candidates;

namespace Extraction.Worker.Placement;

/// <summary>
/// Collects what the model is shown: the best nodes for the company's words as a whole, and for each activity and each input the best by itself, so that a
/// second line of business is not crowded out by the first.
/// </summary>
internal sealed class CandidateCollector(PlacementRanking ranking, PlacementOptions options)
{
    /// <summary>Activities that are asked about by themselves; the list of products of a large firm is longer.</summary>
    private const int AskedActivities = 12;

    /// <summary>The candidates, best first, each node once.</summary>
    public IReadOnlyList<Candidate> Collect(PlacementSubject subject)
    {
        IReadOnlyList<Activity> activities = ranking.Activities(subject);
        List<Candidate> collected = [.. Fitting(ranking.Rank([.. activities.Where(a => a.Role != ChainRole.Uses)], options.Candidates))];
        HashSet<string> nodes = [.. collected.Select(c => c.Node.Id)];
        foreach (Activity activity in activities.Where(a => a.Phrase >= 0 && subject.Phrases[a.Phrase].Kind != PhraseKind.Scope).Take(AskedActivities))
        {
            foreach (Candidate candidate in Fitting(ranking.Rank([activity], options.CandidatesPerActivity)))
            {
                if (collected.Count < options.MaxCandidates && nodes.Add(candidate.Node.Id))
                {
                    collected.Add(candidate);
                }
            }
        }

        return collected;
    }

    private IEnumerable<Candidate> Fitting(IReadOnlyList<Candidate> ranked) => ranked.Where(c => c.Similarity >= options.Threshold);
}
