using Extraction.Contracts;

namespace Extraction.Worker.Pipeline.Shadowing;

/// <summary>A line of the shadow's file: how the two versions read one document.</summary>
/// <param name="At">When.</param>
/// <param name="DocumentId">The crawler's document id.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Active">The prompts that counted.</param>
/// <param name="Shadow">The prompts that were tried.</param>
/// <param name="ActiveRecipe">Recipe of what was published.</param>
/// <param name="ShadowRecipe">Recipe of what was tried.</param>
/// <param name="Differences">Where they differ; empty where they agree.</param>
/// <param name="Usage">What the trial took; null where it failed.</param>
/// <param name="Failure">Why the trial gave nothing, or null.</param>
internal sealed record ShadowRecord(
    DateTimeOffset At,
    string DocumentId,
    string Sha256,
    IReadOnlyList<PromptReference> Active,
    IReadOnlyList<PromptReference> Shadow,
    string ActiveRecipe,
    string ShadowRecipe,
    IReadOnlyList<ShadowDifference> Differences,
    ModelUsage? Usage,
    string? Failure);
