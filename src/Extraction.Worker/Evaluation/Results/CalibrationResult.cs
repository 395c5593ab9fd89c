namespace Extraction.Worker.Evaluation.Results;

/// <summary>Published confidences against what was right.</summary>
/// <param name="Count">Values with a confidence.</param>
/// <param name="Error">Expected calibration error, 0 to 1: how far confidence and share right lie apart, on average.</param>
/// <param name="Brier">Mean squared distance between confidence and outcome.</param>
/// <param name="Bins">The bins that hold values.</param>
internal sealed record CalibrationResult(int Count, double Error, double Brier, IReadOnlyList<CalibrationBin> Bins);
