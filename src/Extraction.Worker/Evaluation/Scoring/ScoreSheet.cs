namespace Extraction.Worker.Evaluation;

/// <summary>The scores of one run over a gold set, with every disagreement.</summary>
internal sealed class ScoreSheet
{
    private readonly Dictionary<string, FieldScore> lists = [];
    private readonly Dictionary<string, ShareScore> shares = [];
    private readonly List<Disagreement> disagreements = [];
    private readonly List<ConfidenceOutcome> outcomes = [];

    /// <summary>Fields that hold lists, and company names: counted value by value.</summary>
    public IReadOnlyDictionary<string, FieldScore> Lists => lists;

    /// <summary>Fields with one answer a company.</summary>
    public IReadOnlyDictionary<string, ShareScore> Shares => shares;

    public IReadOnlyList<Disagreement> Disagreements => disagreements;

    /// <summary>Every published value with its confidence.</summary>
    public IReadOnlyList<ConfidenceOutcome> Outcomes => outcomes;

    public void Add(string field, FieldScore score) => lists[field] = lists.GetValueOrDefault(field, new FieldScore()).Plus(score);

    public void Add(string field, double points, bool published = true, bool labelled = true) =>
        shares[field] = shares.GetValueOrDefault(field, new ShareScore()).Plus(points, published, labelled);

    public void Add(ConfidenceOutcome outcome) => outcomes.Add(outcome);

    public void Add(Disagreement disagreement) => disagreements.Add(disagreement);

    public void Add(ScoreSheet other)
    {
        foreach ((string field, FieldScore score) in other.lists)
        {
            Add(field, score);
        }

        foreach ((string field, ShareScore score) in other.shares)
        {
            shares[field] = shares.GetValueOrDefault(field, new ShareScore()).Plus(score);
        }

        disagreements.AddRange(other.disagreements);
        outcomes.AddRange(other.outcomes);
    }
}
