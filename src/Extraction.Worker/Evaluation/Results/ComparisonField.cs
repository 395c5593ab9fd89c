namespace Extraction.Worker.Evaluation.Results;

/// <summary>One field of two runs over the same documents.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Score">This run's score.</param>
/// <param name="Other">The other run's score.</param>
/// <param name="Difference">This minus the other.</param>
/// <param name="Low">Lower end of the difference's 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="P">Two-sided p value of a paired randomisation test.</param>
internal sealed record ComparisonField(string Field, double Score, double Other, double Difference, double Low, double High, double P)
{
    /// <summary>The verdict on a field that is worse, and not by chance.</summary>
    public const string Worse = "worse";

    private const double Level = 0.05;

    /// <summary><c>better</c> or <c>worse</c> where p is below 0.05, <c>same</c> where the scores are equal, else <c>open</c>.</summary>
    public string Verdict => Difference == 0 ? "same" : P >= Level ? "open" : Difference > 0 ? "better" : Worse;
}
