namespace Extraction.Worker.Evaluation.Results;

/// <summary>Where an event and its label differ, with the text.</summary>
/// <param name="Document">The document's path in the gold file.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Language">Its language, or null.</param>
/// <param name="Company">The company, or null where the document's list of companies differs.</param>
/// <param name="Field">The field.</param>
/// <param name="Labelled">What is labelled, or null.</param>
/// <param name="Published">What was published, or null.</param>
/// <param name="Refused">Why the worker refused what is labelled, where the model said it; else null.</param>
/// <param name="Judged">Whether a person found the label right before.</param>
/// <param name="Excerpts">The text at the evidence and at the label.</param>
internal sealed record DisagreementResult(
    string Document,
    string Kind,
    string? Language,
    string? Company,
    string Field,
    string? Labelled,
    string? Published,
    string? Refused,
    bool Judged,
    IReadOnlyList<Excerpt> Excerpts);
