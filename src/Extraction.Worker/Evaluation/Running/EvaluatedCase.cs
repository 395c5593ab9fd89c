using Extraction.Contracts;
using Extraction.Worker.Documents;

namespace Extraction.Worker.Evaluation.Running;

/// <summary>One labelled document, taken through steps 2 and 4 to 7 of the path, and scored.</summary>
/// <param name="Record">The labels.</param>
/// <param name="Source">The text that was read, or null where it could not be.</param>
/// <param name="Events">The events; empty where it describes no company or failed.</param>
/// <param name="Sheet">The scores.</param>
/// <param name="Usage">What it took.</param>
/// <param name="Failure">Why it failed, or null. A document that failed counts as one whose every value is missing.</param>
internal sealed record EvaluatedCase(
    GoldRecord Record,
    SourceText? Source,
    IReadOnlyList<ChainPlacementEvent> Events,
    ScoreSheet Sheet,
    ModelUsage Usage,
    string? Failure);
