using Extraction.Contracts;

namespace Extraction.Worker.Evaluation.Results;

/// <summary>What the run took.</summary>
/// <param name="Total">All calls together.</param>
/// <param name="TokensPerDocument">Prompt and reply tokens a document.</param>
/// <param name="CostPerDocument">Money a document.</param>
/// <param name="Facts">Values that are right.</param>
/// <param name="TokensPerFact">Prompt and reply tokens a value that is right; null where there is none.</param>
/// <param name="CostPerFact">Money a value that is right; null where there is none.</param>
internal sealed record UsageResult(ModelUsage Total, double TokensPerDocument, decimal CostPerDocument, double Facts, double? TokensPerFact, decimal? CostPerFact);
