using Extraction.Worker.Evaluation.Results;

namespace Extraction.Worker.Evaluation.Statistics;

/// <summary>Whether published confidences can be taken at their word: among values with 0.8, four of five should be right.</summary>
internal static class Calibration
{
    private const int Bins = 10;

    /// <summary>Bins of a tenth each, the expected calibration error over them (Naeini 2015), and the Brier score.</summary>
    public static CalibrationResult Of(IReadOnlyCollection<ConfidenceOutcome> outcomes)
    {
        CalibrationBin[] bins = [.. outcomes
            .GroupBy(outcome => Math.Clamp((int)(outcome.Confidence * Bins), 0, Bins - 1))
            .OrderBy(bin => bin.Key)
            .Select(bin => new CalibrationBin(
                (double)bin.Key / Bins, (bin.Key + 1.0) / Bins, bin.Count(), bin.Average(one => one.Confidence), bin.Average(one => one.Right ? 1.0 : 0)))];
        double error = outcomes.Count == 0 ? 0 : bins.Sum(bin => bin.Count * Math.Abs(bin.Confidence - bin.Right)) / outcomes.Count;
        double brier = outcomes.Count == 0 ? 0 : outcomes.Average(one => Math.Pow(one.Confidence - (one.Right ? 1 : 0), 2));
        return new CalibrationResult(outcomes.Count, error, brier, bins);
    }
}
