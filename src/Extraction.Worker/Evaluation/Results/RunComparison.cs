using Extraction.Worker.Evaluation.Statistics;

namespace Extraction.Worker.Evaluation.Results;

/// <summary>Sets two runs side by side, document by document.</summary>
internal static class RunComparison
{
    /// <exception cref="EvaluationException">They have no document in common, or a document's bytes differ.</exception>
    public static ComparisonResult Of(IReadOnlyList<CaseResult> cases, IReadOnlyList<FieldName> fields, RunIdentity other, UsageResult otherUsage, IReadOnlyList<CaseResult> otherCases)
    {
        Dictionary<string, CaseResult> others = otherCases.ToDictionary(one => one.Document, StringComparer.Ordinal);
        CaseResult[] both = [.. cases.Where(one => others.ContainsKey(one.Document))];
        if (both.Length == 0)
        {
            throw new EvaluationException("The two runs have no document in common; evaluate both on the same gold file.");
        }

        if (Array.Find(both, one => one.Sha256 is not null && others[one.Document].Sha256 is { } hash && hash != one.Sha256) is { } changed)
        {
            throw new EvaluationException($"The document {changed.Document} was changed between the two runs; evaluate both again.");
        }

        TallyMatrix left = new(fields, [.. both.Select(one => one.Fields)]);
        TallyMatrix right = new(fields, [.. both.Select(one => others[one.Document].Fields)]);
        double[] sum = left.Sum();
        double[] otherSum = right.Sum();
        Interval[] intervals = Bootstrap.Differences(left, right);
        double[] p = RandomisationTest.PValues(left, right);
        return new ComparisonResult(other, otherUsage, both.Length, [.. fields.Select((field, index) => new ComparisonField(
            field.Name,
            TallyMatrix.Score(sum, index),
            TallyMatrix.Score(otherSum, index),
            TallyMatrix.Score(sum, index) - TallyMatrix.Score(otherSum, index),
            intervals[index].Low,
            intervals[index].High,
            p[index]))]);
    }
}
