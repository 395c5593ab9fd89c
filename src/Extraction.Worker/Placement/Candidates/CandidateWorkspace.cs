namespace Extraction.Worker.Placement.Candidates;

/// <summary>The arrays that one ranking needs; kept and used again by the next. Clean between uses: only what was touched is cleared.</summary>
internal sealed class CandidateWorkspace(int terms, int nodes, int chains)
{
    public List<ulong> Grams { get; } = [];

    public List<float> Weights { get; } = [];

    /// <summary>Of each term: the share of its weight that the phrase holds.</summary>
    public float[] TermShare { get; } = new float[terms];

    /// <summary>Of each term: the share of the phrase's weight that it holds.</summary>
    public float[] PhraseShare { get; } = new float[terms];

    public List<int> TouchedTerms { get; } = [];

    /// <summary>Of each node: its best fit with the phrase at hand.</summary>
    public float[] Fit { get; } = new float[nodes];

    public int[] FitTerm { get; } = new int[nodes];

    public List<int> FittedNodes { get; } = [];

    public float[] ChainFit { get; } = new float[chains];

    public List<int> FittedChains { get; } = [];

    /// <summary>Of each node: the sum over the phrases.</summary>
    public float[] Total { get; } = new float[nodes];

    public float[] BestFit { get; } = new float[nodes];

    public int[] BestActivity { get; } = new int[nodes];

    public List<int> TouchedNodes { get; } = [];

    public float[] ChainTotal { get; } = new float[chains];

    public List<int> TouchedChains { get; } = [];

    /// <summary>What fitted: for the terms that are shown beside a candidate.</summary>
    public List<(int Node, int Term, float Gain)> Fits { get; } = [];

    public void Clear()
    {
        foreach (int node in TouchedNodes)
        {
            Total[node] = 0;
            BestFit[node] = 0;
        }

        foreach (int chain in TouchedChains)
        {
            ChainTotal[chain] = 0;
        }

        TouchedNodes.Clear();
        TouchedChains.Clear();
        Fits.Clear();
    }
}
