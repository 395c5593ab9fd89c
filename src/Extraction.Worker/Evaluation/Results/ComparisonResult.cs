namespace Extraction.Worker.Evaluation.Results;

/// <summary>This run beside another one over the same documents.</summary>
/// <param name="Other">What the other run was.</param>
/// <param name="Usage">What the other run took.</param>
/// <param name="Documents">Documents that both read.</param>
/// <param name="Fields">Field by field.</param>
internal sealed record ComparisonResult(RunIdentity Other, UsageResult Usage, int Documents, IReadOnlyList<ComparisonField> Fields);
