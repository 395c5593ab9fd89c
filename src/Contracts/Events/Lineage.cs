namespace Extraction.Contracts;

/// <summary>How an event came about: enough to repeat it.</summary>
/// <param name="Prompts">The prompts that were used.</param>
/// <param name="Model">The model that answered; <c>offline-rules</c> for the rule-based reader.</param>
/// <param name="Taxonomy">The taxonomy that the placements refer to.</param>
/// <param name="Recipe">SHA-256 of everything that decides the answer, lower-case hexadecimal.</param>
/// <param name="Worker">The worker's version.</param>
/// <param name="Usage">What the document cost.</param>
public sealed record Lineage(
    IReadOnlyList<PromptReference> Prompts,
    string Model,
    TaxonomyReference Taxonomy,
    string Recipe,
    string Worker,
    ModelUsage Usage);
