using Extraction.Worker.Evaluation.Running;
using Extraction.Worker.Evaluation.Statistics;

namespace Extraction.Worker.Evaluation.Results;

/// <summary>Takes a case's part of the scores out of its sheet.</summary>
internal static class CaseTallies
{
    public static CaseResult Of(EvaluatedCase one)
    {
        Dictionary<string, FieldTally> fields = new(StringComparer.Ordinal);
        foreach ((string field, FieldScore score) in one.Sheet.Lists)
        {
            fields[field] = FieldTally.Of(score);
        }

        foreach ((string field, ShareScore score) in one.Sheet.Shares)
        {
            fields[field] = FieldTally.Of(score);
        }

        return new CaseResult(
            one.Record.Gold.Document,
            one.Record.Gold.Kind,
            one.Record.Gold.Language,
            one.Source?.Sha256,
            one.Usage.InputTokens + one.Usage.OutputTokens,
            one.Usage.Cost,
            fields);
    }
}
