namespace Extraction.Worker.Placement;

/// <summary>
/// How sure a placement is, 0 to 1. The evidence of the words, e = 0.2 + 0.45 score + 0.2 similarity + 0.15 margin (times 0.95 where the words stand in no
/// document), is turned into the chance that the chain is right by a logistic curve, fitted on labelled business phrases with the shipped taxonomy; the
/// placement benchmark prints how it holds. With a model's choice: half of that and half of the model's own word, times 0.95 where the model moved the node up
/// past the best candidate.
/// </summary>
internal static class PlacementConfidence
{
    private const double Base = 0.2;
    private const double OfScore = 0.45;
    private const double OfSimilarity = 0.2;
    private const double OfMargin = 0.15;
    private const double Moved = 0.95;
    private const double WithoutEvidence = 0.95;
    private const double Intercept = 0.85;
    private const double Slope = 2.0;

    /// <summary>Words alone make nothing surer than this.</summary>
    private const double Most = 0.97;

    /// <summary>Confidence of a ranked candidate.</summary>
    /// <param name="score">The candidate's score over all phrases, 0 to 1.</param>
    /// <param name="similarity">The fit of its best phrase, 0 to 1.</param>
    /// <param name="margin">How far the runner-up lies behind, 0 to 1.</param>
    /// <param name="grounded">Whether the phrase stands in a document.</param>
    public static double Ranked(double score, double similarity, double margin, bool grounded)
    {
        double value = Base + (OfScore * score) + (OfSimilarity * similarity) + (OfMargin * margin);
        return Rounded(Calibrated(value * (grounded ? 1 : WithoutEvidence)));
    }

    /// <summary>Confidence of a candidate that a model chose.</summary>
    /// <param name="ranked">Its confidence without the model.</param>
    /// <param name="word">The model's own word, 0 to 1.</param>
    /// <param name="first">Whether the ranking had it first too.</param>
    public static double Chosen(double ranked, double word, bool first) =>
        Rounded(((0.5 * ranked) + (0.5 * Math.Clamp(word, 0, 1))) * (first ? 1 : Moved));

    private static double Calibrated(double value)
    {
        double kept = Math.Clamp(value, 0.01, 0.99);
        return Math.Min(Most, 1 / (1 + Math.Exp(-(Intercept + (Slope * Math.Log(kept / (1 - kept)))))));
    }

    /// <summary>Two decimals: more would be pretence.</summary>
    private static double Rounded(double value) => Math.Round(Math.Clamp(value, 0, 1), 2);
}
