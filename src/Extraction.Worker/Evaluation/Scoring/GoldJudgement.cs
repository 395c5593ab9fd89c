namespace Extraction.Worker.Evaluation;

/// <summary>A disagreement that a person looked at and found the label right, so that it need not be looked at again.</summary>
/// <param name="Company">The company, or null where the document's list of companies differs.</param>
/// <param name="Field">The field.</param>
/// <param name="Labelled">What is labelled, or null.</param>
/// <param name="Published">What was published, or null.</param>
internal sealed record GoldJudgement(string? Company, string Field, string? Labelled, string? Published);
