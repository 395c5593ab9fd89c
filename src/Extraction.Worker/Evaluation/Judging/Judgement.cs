namespace Extraction.Worker.Evaluation.Judging;

/// <summary>What a person said of a disagreement in the report.</summary>
/// <param name="Document">The document's path in the gold file.</param>
/// <param name="Company">The company, or null where the document's list of companies differs.</param>
/// <param name="Field">The field.</param>
/// <param name="Labelled">What is labelled, or null.</param>
/// <param name="Published">What was published, or null.</param>
/// <param name="Verdict"><c>label</c> or <c>published</c>: which of them is right.</param>
internal sealed record Judgement(string Document, string? Company, string Field, string? Labelled, string? Published, string Verdict);
