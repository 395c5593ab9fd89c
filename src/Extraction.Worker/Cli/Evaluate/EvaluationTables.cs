using System.Globalization;
using Extraction.Contracts;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Evaluation.Results;
using Spectre.Console;

namespace Extraction.Worker.Cli.Evaluate;

/// <summary>A result as tables for people.</summary>
internal static class EvaluationTables
{
    /// <summary>Fields that the table by kind and language shows: as many as fit a line.</summary>
    private static readonly string[] Shown =
    [
        GoldScorer.Names, GoldScorer.MainBusiness, GoldScorer.Products, GoldScorer.Customers, GoldScorer.Honours, GoldScorer.Location,
        GoldScorer.PatentCount, GoldScorer.Industry, GoldScorer.Chain, GoldScorer.Role,
    ];

    public static void Write(CliConsole console, EvaluationResult result)
    {
        console.Output.WriteLine($"{result.Gold}: {Whole(result.Documents)} documents, {Whole(result.Companies)} companies");
        console.Output.WriteLine($"{Identity(result.Run)}; taxonomy {result.Run.Taxonomy.Version}");
        console.WriteTable(Fields(result));
        console.WriteTable(Groups(result));
        if (result.Against is { } against)
        {
            console.Output.WriteLine($"Against {Identity(against.Other)}, {Whole(against.Documents)} documents:");
            console.WriteTable(Comparison(against));
        }

        foreach (string line in Lines(result))
        {
            console.Output.WriteLine(line);
        }
    }

    /// <summary>Model and prompts in one line.</summary>
    public static string Identity(RunIdentity run) => $"{run.Model}, {string.Join(", ", run.Prompts.Select(prompt => $"{prompt.Name}@{prompt.Version}"))}";

    private static Table Fields(EvaluationResult result)
    {
        Table table = Numbers("field", "labelled", "published", "right", "of these partly", "precision", "recall", "F1", "score", "95 % interval");
        foreach (FieldResult field in result.Fields)
        {
            bool list = field.Kind == "list";
            bool asked = list || field.Asked != field.Labelled || field.Asked != field.Published;
            table.AddRow(
                field.Field,
                Whole(field.Labelled),
                Whole(field.Published),
                field.Right == Math.Floor(field.Right) ? Whole(field.Right) : Number("0.0", field.Right),
                list && field.Partial > 0 ? Whole(field.Partial) : string.Empty,
                asked ? Share(field.Precision) : string.Empty,
                asked ? Share(field.Recall) : string.Empty,
                asked ? Share(field.F1) : string.Empty,
                Share(field.Score),
                $"{Share(field.Low)}–{Share(field.High)}");
        }

        return table;
    }

    private static Table Groups(EvaluationResult result)
    {
        string[] shown = [.. Shown.Where(name => result.Fields.Any(field => field.Field == name))];
        Table table = Numbers(["kind or language", "documents", .. shown]);
        foreach (GroupResult group in result.Groups)
        {
            table.AddRow(
            [
                group.Value,
                Whole(group.Documents),
                .. shown.Select(name => group.Fields.FirstOrDefault(field => field.Field == name) is { } field ? Share(field.Score) : "–"),
            ]);
        }

        return table;
    }

    private static Table Comparison(ComparisonResult against)
    {
        Table table = Numbers("field", "this", "other", "difference", "95 % interval", "p", "verdict");
        foreach (ComparisonField field in against.Fields)
        {
            table.AddRow(
                field.Field, Share(field.Score), Share(field.Other), Signed(field.Difference), $"{Signed(field.Low)} to {Signed(field.High)}", Share(field.P), field.Verdict);
        }

        return table;
    }

    private static IEnumerable<string> Lines(EvaluationResult result)
    {
        CalibrationResult calibration = result.Calibration;
        yield return $"calibration     {Whole(calibration.Count)} values, expected error {Share(calibration.Error)}, Brier score {Share(calibration.Brier)}";
        Coverage coverage = result.Coverage;
        double all = Math.Max(1, (double)coverage.Extracted + coverage.Read + coverage.Failed + coverage.NotSent);
        yield return $"coverage        {Percent(coverage.Extracted / all)} extracted, {Percent(coverage.Read / all)} read, {Percent(coverage.Failed / all)} failed, {Percent(coverage.NotSent / all)} not sent";
        yield return $"refused         {(result.Refused.Count == 0 ? "nothing" : string.Join(", ", result.Refused.Select(reason => $"{Whole(reason.Value)} {reason.Key}")))}";
        UsageResult usage = result.Usage;
        yield return usage.Total.InputTokens + usage.Total.OutputTokens == 0
            ? $"tokens          none in {Whole(usage.Total.Calls)} calls"
            : $"tokens          {Whole(usage.TokensPerDocument)} a document, {Whole(usage.TokensPerFact ?? 0)} a correct fact, {Whole(usage.Total.Calls)} calls";
        if (usage.Total.Cost > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"cost            {usage.CostPerDocument:0.00000} {usage.Total.Currency} a document, {usage.CostPerFact ?? 0:0.000000} a correct fact");
        }

        yield return $"disagreements   {Whole(result.Disagreements.Count)}; --report OUT.html shows each in its text";
    }

    private static Table Numbers(params string[] columns)
    {
        Table table = CliConsole.NewTable(columns);
        foreach (TableColumn column in table.Columns.Skip(1))
        {
            column.RightAligned().NoWrap();
        }

        return table;
    }

    private static string Whole(double value) => Number("#,0", value);

    private static string Share(double value) => Number("0.000", value);

    private static string Signed(double value) => Number("+0.000;-0.000;0.000", value);

    private static string Percent(double value) => Number("0.0", value * 100) + " %";

    private static string Number(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}
