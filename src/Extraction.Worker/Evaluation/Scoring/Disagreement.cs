using Extraction.Contracts;

namespace Extraction.Worker.Evaluation;

/// <summary>Where an event and its label differ.</summary>
/// <param name="Document">The document's path in the gold file.</param>
/// <param name="Company">The company, or null where the document's list of companies differs.</param>
/// <param name="Field">The field.</param>
/// <param name="Labelled">What is labelled, or null.</param>
/// <param name="Published">What was published, or null.</param>
/// <param name="Evidence">Where the text says what was published; empty where nothing was, or where the value has no evidence of its own.</param>
internal sealed record Disagreement(string Document, string? Company, string Field, string? Labelled, string? Published, IReadOnlyList<Evidence> Evidence)
{
    public Disagreement(string document, string? company, string field, string? labelled, string? published)
        : this(document, company, field, labelled, published, [])
    {
    }
}
