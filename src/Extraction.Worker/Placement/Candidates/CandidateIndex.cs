using System.Collections.Concurrent;
using Extraction.Contracts;
using Extraction.Worker.Placement.Chains;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>
/// Ranks a taxonomy's nodes by a company's activities. Each activity is compared with every term that shares a gram with it: the fit is the share of the
/// term that the phrase holds (to the power 1.5: half a term says little) times the share of the phrase that the term holds (to the power 0.6: a phrase may
/// say more than the term). A node takes its best term, gains a part of what its chain as a whole gains, and sums over the activities by their weights.
/// Thread-safe; well under a millisecond a company.
/// </summary>
internal sealed class CandidateIndex
{
    private const float LeastFit = 0.18f;
    private const double TermPower = 1.5;
    private const double PhrasePower = 0.6;

    /// <summary>Weight of a gram that no term holds, in the phrase's sum.</summary>
    private const float UnknownRarity = 0.55f;

    /// <summary>How much of its chain's sum a node gains.</summary>
    private const float ChainGain = 0.35f;

    /// <summary>The sum at which the score is one half.</summary>
    private const double HalfScore = 0.6;

    /// <summary>What a term gains that is the whole phrase.</summary>
    private const float Whole = 1.12f;

    /// <summary>Goods that two chains name belong to the one that is about them rather than to the one that needs them as a part.</summary>
    private const float Upstream = 0.94f;

    private const float AlmostOne = 0.999f;

    private const int ShownTerms = 3;

    private readonly Taxonomy _taxonomy;
    private readonly TermPostings _postings;
    private readonly int[] _chainOf;
    private readonly bool[] _trades;
    private readonly float[] _stages;
    private readonly ConcurrentBag<CandidateWorkspace> _workspaces = [];

    public CandidateIndex(Taxonomy taxonomy, SynonymLexicon lexicon)
    {
        _taxonomy = taxonomy;
        _postings = new TermPostings(taxonomy, lexicon);
        Dictionary<TaxonomyChain, int> chains = taxonomy.Chains.Select((chain, i) => (chain, i)).ToDictionary(c => c.chain, c => c.i);
        _chainOf = [.. taxonomy.Nodes.Select(n => chains[n.Chain])];
        _trades = [.. taxonomy.Nodes.Select(n => NodeTerms.Trades(n))];
        _stages = [.. taxonomy.Nodes.Select(n => n.Stage is ChainStage.Upstream ? Upstream : 1f)];
    }

    /// <summary>The best nodes first; nodes with equal scores in the order of the taxonomy.</summary>
    public IReadOnlyList<Candidate> Rank(IReadOnlyList<Activity> activities, int top)
    {
        if (!_workspaces.TryTake(out CandidateWorkspace? work))
        {
            work = new CandidateWorkspace(_postings.Terms.Length, _taxonomy.Nodes.Count, _taxonomy.Chains.Count);
        }

        for (int i = 0; i < activities.Count; i++)
        {
            Compare(work, activities[i], i);
        }

        IReadOnlyList<Candidate> best = Best(work, activities, top);
        work.Clear();
        _workspaces.Add(work);
        return best;
    }

    private void Compare(CandidateWorkspace work, Activity activity, int number)
    {
        ShareTerms(work, activity);
        foreach (int term in work.TouchedTerms)
        {
            float fit = (float)(Math.Pow(work.TermShare[term], TermPower) * Math.Pow(Math.Min(1, work.PhraseShare[term]), PhrasePower));
            if (work.TermShare[term] > AlmostOne && work.PhraseShare[term] > AlmostOne)
            {
                fit *= Whole;
            }

            work.TermShare[term] = 0;
            work.PhraseShare[term] = 0;
            if (fit >= LeastFit)
            {
                FitNodes(work, term, fit, activity.Role);
            }
        }

        work.TouchedTerms.Clear();
        Sum(work, activity, number);
    }

    private void ShareTerms(CandidateWorkspace work, Activity activity)
    {
        GramWeights.Weigh(activity.Text, work.Grams, work.Weights);
        float sum = 0;
        for (int i = 0; i < work.Grams.Count; i++)
        {
            int gram = _postings.Gram(work.Grams[i]);
            sum += gram < 0 ? (activity.Phrase < 0 ? 0 : work.Weights[i] * UnknownRarity) : work.Weights[i] * _postings.RarityOf(gram);
        }

        for (int i = 0; i < work.Grams.Count; i++)
        {
            int gram = _postings.Gram(work.Grams[i]);
            if (gram < 0)
            {
                continue;
            }

            float share = work.Weights[i] * _postings.RarityOf(gram) / sum;
            foreach ((int term, float termShare) in _postings.TermsOf(gram))
            {
                if (work.TermShare[term] == 0)
                {
                    work.TouchedTerms.Add(term);
                }

                work.TermShare[term] += termShare;
                work.PhraseShare[term] += share;
            }
        }
    }

    private void FitNodes(CandidateWorkspace work, int term, float fit, ChainRole role)
    {
        foreach ((int node, float weight) in _postings.NodesOf(term))
        {
            float value = fit * weight * RoleFit(_trades[node], role) * _stages[node];
            if (value > work.Fit[node])
            {
                if (work.Fit[node] == 0)
                {
                    work.FittedNodes.Add(node);
                }

                work.Fit[node] = value;
                work.FitTerm[node] = term;
            }
        }
    }

    /// <summary>A maker does not stand on the node of those who sell the goods on, and a trader rather does.</summary>
    private static float RoleFit(bool trades, ChainRole role) => (trades, role) switch
    {
        (true, ChainRole.Sells) => 1f,
        (true, _) => 0.6f,
        (false, ChainRole.Sells) => 0.85f,
        (false, _) => 1f,
    };

    private void Sum(CandidateWorkspace work, Activity activity, int number)
    {
        float weight = (float)activity.Weight;
        foreach (int node in work.FittedNodes)
        {
            float fit = work.Fit[node];
            work.Fit[node] = 0;
            int chain = _chainOf[node];
            if (work.ChainFit[chain] == 0)
            {
                work.FittedChains.Add(chain);
            }

            work.ChainFit[chain] = Math.Max(work.ChainFit[chain], fit);
            if (work.Total[node] == 0)
            {
                work.TouchedNodes.Add(node);
            }

            work.Total[node] += fit * weight;
            work.Fits.Add((node, work.FitTerm[node], fit * weight));

            // What the profile says names the activity; the company's name only where nothing else does.
            if (fit > work.BestFit[node] && (activity.Phrase >= 0 || work.BestFit[node] == 0))
            {
                work.BestFit[node] = fit;
                work.BestActivity[node] = number;
            }
        }

        foreach (int chain in work.FittedChains)
        {
            if (work.ChainTotal[chain] == 0)
            {
                work.TouchedChains.Add(chain);
            }

            work.ChainTotal[chain] += work.ChainFit[chain] * weight;
            work.ChainFit[chain] = 0;
        }

        work.FittedNodes.Clear();
        work.FittedChains.Clear();
    }

    private List<Candidate> Best(CandidateWorkspace work, IReadOnlyList<Activity> activities, int top)
    {
        PriorityQueue<int, (float Score, int Order)> best = new(top + 1);
        foreach (int node in work.TouchedNodes)
        {
            best.Enqueue(node, (TotalOf(work, node), -node));
            if (best.Count > top)
            {
                best.Dequeue();
            }
        }

        List<Candidate> ranked = new(best.Count);
        while (best.TryDequeue(out int node, out (float Score, int Order) key))
        {
            ranked.Add(new Candidate(
                _taxonomy.Nodes[node],
                key.Score / (key.Score + HalfScore),
                Math.Min(1, work.BestFit[node]),
                Matched(work, node),
                activities[work.BestActivity[node]]));
        }

        ranked.Reverse();
        return ranked;
    }

    private float TotalOf(CandidateWorkspace work, int node) => work.Total[node] + (ChainGain * work.ChainTotal[_chainOf[node]]);

    private string[] Matched(CandidateWorkspace work, int node) =>
    [
        .. work.Fits.Where(f => f.Node == node).OrderByDescending(f => f.Gain).Select(f => _postings.Terms[f.Term]).Distinct().Take(ShownTerms),
    ];
}
