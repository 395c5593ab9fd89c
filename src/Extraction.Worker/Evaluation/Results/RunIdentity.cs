using Extraction.Contracts;

namespace Extraction.Worker.Evaluation.Results;

/// <summary>What was evaluated.</summary>
/// <param name="Model">The model.</param>
/// <param name="Prompts">The prompts.</param>
/// <param name="Taxonomy">The taxonomy.</param>
internal sealed record RunIdentity(string Model, IReadOnlyList<PromptReference> Prompts, TaxonomyReference Taxonomy);
