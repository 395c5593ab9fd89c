using Extraction.Contracts;

namespace Extraction.Worker.Evaluation.Results;

/// <summary>Everything that an evaluation found, version 1: what <c>--json</c> writes and the report shows.</summary>
/// <param name="Version">Always 1.</param>
/// <param name="Gold">The gold file, as it was named.</param>
/// <param name="GoldSha256">SHA-256 of its bytes.</param>
/// <param name="At">When.</param>
/// <param name="Run">What was evaluated.</param>
/// <param name="Documents">Labelled documents.</param>
/// <param name="Companies">Labelled companies.</param>
/// <param name="Failures">Documents that failed, and why; their values count as missing.</param>
/// <param name="Fields">The scores.</param>
/// <param name="Groups">The scores by kind and by language.</param>
/// <param name="Calibration">Confidences against what was right.</param>
/// <param name="Coverage">Characters of all documents that describe a company.</param>
/// <param name="Refused">What models said and the texts do not hold: how often, by reason.</param>
/// <param name="Usage">What it took.</param>
/// <param name="Against">The comparison, or null.</param>
/// <param name="Disagreements">Every disagreement.</param>
/// <param name="Cases">Every document's part.</param>
internal sealed record EvaluationResult(
    int Version,
    string Gold,
    string GoldSha256,
    DateTimeOffset At,
    RunIdentity Run,
    int Documents,
    int Companies,
    IReadOnlyDictionary<string, string> Failures,
    IReadOnlyList<FieldResult> Fields,
    IReadOnlyList<GroupResult> Groups,
    CalibrationResult Calibration,
    Coverage Coverage,
    IReadOnlyDictionary<string, int> Refused,
    UsageResult Usage,
    ComparisonResult? Against,
    IReadOnlyList<DisagreementResult> Disagreements,
    IReadOnlyList<CaseResult> Cases)
{
    /// <summary>The version that this code writes and reads.</summary>
    public const int CurrentVersion = 1;
}
