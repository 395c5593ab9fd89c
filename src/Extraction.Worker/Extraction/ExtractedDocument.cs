using Extraction.Contracts;
using Extraction.Worker.Extraction.Merging;

namespace Extraction.Worker.Extraction;

/// <summary>What the extraction step hands on.</summary>
/// <param name="Companies">The companies of the document; empty where it describes none.</param>
/// <param name="Refused">What the model said that the text does not hold.</param>
/// <param name="Coverage">What was read and what was not; evidence is marked in it when the events are composed.</param>
/// <param name="Prompt">The prompt that read it.</param>
/// <param name="Model">The model that answered.</param>
internal sealed record ExtractedDocument(
    IReadOnlyList<CompanyProfile> Companies,
    IReadOnlyList<RefusedValue> Refused,
    CoverageMap Coverage,
    PromptReference Prompt,
    string Model);
