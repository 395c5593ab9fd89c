namespace Extraction.Worker.Evaluation.Statistics;

/// <summary>What one document adds to one field's score.</summary>
/// <param name="Right">Values that are right; points of a field with one answer a company.</param>
/// <param name="Published">Values published.</param>
/// <param name="Labelled">Values labelled.</param>
/// <param name="Asked">Answers asked for; 0 in a list.</param>
internal readonly record struct FieldTally(double Right, double Published, double Labelled, double Asked)
{
    public FieldTally Plus(FieldTally other) => new(Right + other.Right, Published + other.Published, Labelled + other.Labelled, Asked + other.Asked);

    public static FieldTally Of(FieldScore score) => new(score.Right, score.Right + score.Surplus, score.Right + score.Missing, 0);

    public static FieldTally Of(ShareScore score) => new(score.Points, score.Published, score.Labelled, score.Asked);
}
