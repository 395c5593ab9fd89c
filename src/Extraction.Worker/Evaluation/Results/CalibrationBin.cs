namespace Extraction.Worker.Evaluation.Results;

/// <summary>Values whose confidence lies in a range.</summary>
/// <param name="From">Least confidence.</param>
/// <param name="To">The next bin's least.</param>
/// <param name="Count">How many values.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Right">The share that is right.</param>
internal sealed record CalibrationBin(double From, double To, int Count, double Confidence, double Right);
