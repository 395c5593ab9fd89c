namespace Extraction.Worker.Evaluation;

/// <summary>The scores of one run over a gold set, with every disagreement.</summary>
internal sealed class ScoreSheet
{
    private readonly Dictionary<string, FieldScore> _lists = [];
    private readonly Dictionary<string, ShareScore> _shares = [];
    private readonly List<Disagreement> _disagreements = [];
    private readonly List<ConfidenceOutcome> _outcomes = [];

    /// <summary>Fields that hold lists, and company names: counted value by value.</summary>
    public IReadOnlyDictionary<string, FieldScore> Lists => _lists;

    /// <summary>Fields with one answer a company.</summary>
    public IReadOnlyDictionary<string, ShareScore> Shares => _shares;

    public IReadOnlyList<Disagreement> Disagreements => _disagreements;

    /// <summary>Every published value with its confidence.</summary>
    public IReadOnlyList<ConfidenceOutcome> Outcomes => _outcomes;

    public void Add(string field, FieldScore score) => _lists[field] = _lists.GetValueOrDefault(field, new FieldScore()).Plus(score);

    public void Add(string field, double points, bool published = true, bool labelled = true) =>
        _shares[field] = _shares.GetValueOrDefault(field, new ShareScore()).Plus(points, published, labelled);

    public void Add(ConfidenceOutcome outcome) => _outcomes.Add(outcome);

    public void Add(Disagreement disagreement) => _disagreements.Add(disagreement);

    public void Add(ScoreSheet other)
    {
        foreach ((string field, FieldScore score) in other._lists)
        {
            Add(field, score);
        }

        foreach ((string field, ShareScore score) in other._shares)
        {
            _shares[field] = _shares.GetValueOrDefault(field, new ShareScore()).Plus(score);
        }

        _disagreements.AddRange(other._disagreements);
        _outcomes.AddRange(other._outcomes);
    }
}
