using Extraction.Contracts;
using Extraction.Worker.Evaluation.Running;
using Extraction.Worker.Evaluation.Statistics;

namespace Extraction.Worker.Evaluation.Results;

/// <summary>Works out the result of a run. Pure, and the same for the same run.</summary>
internal static class ResultBuilder
{
    private static readonly string[] NotFacts = [GoldScorer.NotNamedCustomers, GoldScorer.NotNamedProducts, GoldScorer.Grounded, GoldScorer.Unplaced];

    public static EvaluationResult Build(GoldSet gold, EvaluationRun run, DateTimeOffset at)
    {
        ScoreSheet sheet = new();
        foreach (EvaluatedCase one in run.Cases)
        {
            sheet.Add(one.Sheet);
        }

        CaseResult[] cases = [.. run.Cases.Select(CaseTallies.Of)];
        IReadOnlyList<FieldName> fields = FieldName.Of([sheet]);
        IReadOnlyList<FieldResult> scores = Fields(sheet, fields, cases);
        return new EvaluationResult(
            EvaluationResult.CurrentVersion,
            gold.File,
            gold.Sha256,
            at,
            new RunIdentity(run.Model, run.Prompts, run.Taxonomy),
            run.Cases.Count,
            run.Cases.Sum(one => one.Record.Gold.Companies.Count),
            run.Cases.Where(one => one.Failure is not null).ToDictionary(one => one.Record.Gold.Document, one => one.Failure!, StringComparer.Ordinal),
            scores,
            [.. Groups("kind", fields, cases, one => one.Kind), .. Groups("language", fields, cases, one => one.Language ?? "unknown")],
            Calibration.Of(sheet.Outcomes),
            Coverage(run),
            Refused(run),
            Usage(run, scores),
            null,
            [.. run.Cases.SelectMany(one => one.Sheet.Disagreements.Select(disagreement => DisagreementExcerpts.Of(one, disagreement)))],
            cases);
    }

    private static IReadOnlyList<FieldResult> Fields(ScoreSheet sheet, IReadOnlyList<FieldName> fields, IReadOnlyList<CaseResult> cases)
    {
        Interval[] intervals = Bootstrap.Intervals(new TallyMatrix(fields, [.. cases.Select(one => one.Fields)]));
        return [.. fields.Select((field, index) =>
        {
            FieldScore list = sheet.Lists.GetValueOrDefault(field.Name, new FieldScore());
            ShareScore share = sheet.Shares.GetValueOrDefault(field.Name, new ShareScore());
            FieldTally tally = field.IsList ? FieldTally.Of(list) : FieldTally.Of(share);
            return new FieldResult(
                field.Name,
                field.IsList ? "list" : "share",
                tally.Labelled,
                tally.Published,
                tally.Right,
                tally.Asked,
                list.Normalised,
                list.Partial,
                field.IsList ? list.Precision : share.Precision,
                field.IsList ? list.Recall : share.Recall,
                field.IsList ? list.F1 : share.F1,
                field.IsList ? list.F1 : share.Share,
                intervals[index].Low,
                intervals[index].High);
        })];
    }

    private static IEnumerable<GroupResult> Groups(string by, IReadOnlyList<FieldName> fields, IReadOnlyList<CaseResult> cases, Func<CaseResult, string> value) =>
        cases.GroupBy(value, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group =>
        {
            TallyMatrix matrix = new(fields, [.. group.Select(one => one.Fields)]);
            double[] sum = matrix.Sum();
            Interval[] intervals = Bootstrap.Intervals(matrix);
            return new GroupResult(by, group.Key, group.Count(), [.. fields
                .Select((field, index) => (field, index, tally: group.Aggregate(default(FieldTally), (total, one) => total.Plus(one.Fields.GetValueOrDefault(field.Name)))))
                .Select(one => new GroupField(
                    one.field.Name,
                    one.field.IsList ? Math.Max(one.tally.Labelled, one.tally.Published) : one.tally.Asked,
                    TallyMatrix.Score(sum, one.index),
                    intervals[one.index].Low,
                    intervals[one.index].High))
                .Where(field => field.Count > 0)]);
        });

    private static Coverage Coverage(EvaluationRun run) => run.Cases.Where(one => one.Events.Count > 0).Select(one => one.Events[0].Coverage).Aggregate(
        new Coverage(0, 0, 0, 0),
        (sum, one) => new Coverage(sum.Extracted + one.Extracted, sum.Read + one.Read, sum.Failed + one.Failed, sum.NotSent + one.NotSent));

    /// <summary>The extraction's refusals stand in every event of a document; they count once.</summary>
    private static SortedDictionary<string, int> Refused(EvaluationRun run) => new(
        run.Cases.SelectMany(one => one.Events.SelectMany(published => published.Refused).Distinct()).GroupBy(refused => refused.Reason).ToDictionary(group => group.Key, group => group.Count()),
        StringComparer.Ordinal);

    private static UsageResult Usage(EvaluationRun run, IReadOnlyList<FieldResult> scores)
    {
        ModelUsage total = run.Cases.Aggregate(ModelUsage.None, (sum, one) => sum + one.Usage);
        long tokens = total.InputTokens + total.OutputTokens;
        double facts = scores.Where(field => !NotFacts.Contains(field.Field)).Sum(field => field.Right);
        int documents = Math.Max(run.Cases.Count, 1);
        return new UsageResult(
            total, (double)tokens / documents, total.Cost / documents, facts, facts == 0 ? null : tokens / facts, facts == 0 ? null : total.Cost / (decimal)facts);
    }
}
