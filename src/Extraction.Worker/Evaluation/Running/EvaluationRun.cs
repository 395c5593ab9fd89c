using Extraction.Contracts;

namespace Extraction.Worker.Evaluation.Running;

/// <summary>A gold set, read by one model with one set of prompts.</summary>
/// <param name="Model">The model.</param>
/// <param name="Prompts">The prompts, one a task.</param>
/// <param name="Taxonomy">The taxonomy.</param>
/// <param name="Cases">The documents in the order of the gold file.</param>
internal sealed record EvaluationRun(string Model, IReadOnlyList<PromptReference> Prompts, TaxonomyReference Taxonomy, IReadOnlyList<EvaluatedCase> Cases);
