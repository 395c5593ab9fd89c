namespace Extraction.Worker.Evaluation;

/// <summary>One published value: how sure the event was of it, and whether it is labelled.</summary>
/// <param name="Field">The field.</param>
/// <param name="Confidence">0 to 1, as published.</param>
/// <param name="Right">Whether the label agrees.</param>
internal readonly record struct ConfidenceOutcome(string Field, double Confidence, bool Right);
