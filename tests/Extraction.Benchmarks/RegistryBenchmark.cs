using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Extraction.Prompts.Replies;
using Extraction.TestKit;
using Extraction.Worker.Evaluation;
using Extraction.Worker.LanguageModels.Offline.Reading;

namespace Extraction.Benchmarks;

/// <summary>
/// Reads the main business out of the business scopes of <c>../shared/data/registry/profiles-dev.jsonl</c> and prints the overlap of character pairs (F1) with the
/// stated main business, beside what the first clause, the first item and the whole scope reach. <c>--verbose</c> lists the worst.
/// </summary>
internal static class RegistryBenchmark
{
    private const string Profiles = "data/registry/profiles-dev.jsonl";

    public static void Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (!SharedFolder.Exists(Profiles))
        {
            Console.WriteLine($"registry: ../shared/{Profiles} is not beside the project, nothing measured");
            return;
        }

        Row[] rows = [.. File.ReadLines(SharedFolder.Path(Profiles)).Select(line => JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web)!)];
        OfflineReader reader = new();
        string[] read = [.. rows.Select(row => Read(reader, row))];
        Stopwatch watch = Stopwatch.StartNew();
        foreach (Row row in rows)
        {
            Read(reader, row);
        }

        double milliseconds = watch.Elapsed.TotalMilliseconds / rows.Length;
        // A record without a name is no company, and is answered by nobody; it counts against the reader here, not against the clauses.
        Console.WriteLine($"{rows.Length} profiles, {rows.Count(row => row.Name.Length == 0)} without a name");
        Print("rule-based reader", rows, read);
        Print("  where there is a name", [.. rows.Where(row => row.Name.Length > 0)], [.. rows.Zip(read).Where(pair => pair.First.Name.Length > 0).Select(pair => pair.Second)]);
        Print("first clause of the scope", rows, [.. rows.Select(row => First(row.BusinessScope, "。；;，,"))]);
        Print("first item of the scope", rows, [.. rows.Select(row => First(row.BusinessScope, "。；;"))]);
        Print("whole scope", rows, [.. rows.Select(row => row.BusinessScope)]);
        Print("best item, by the answer", rows, [.. rows.Select(row => Best(row, "。；;"))]);
        Print("best clause, by the answer", rows, [.. rows.Select(row => Best(row, "。；;，,、"))]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:F3} ms a record"));
        if (args.Contains("--verbose"))
        {
            foreach ((Row row, string published) in rows.Zip(read).OrderBy(pair => ComparedText.PairOverlap(pair.First.MainBusiness, pair.Second)).Take(80))
            {
                Console.WriteLine($"{ComparedText.PairOverlap(row.MainBusiness, published):F2} {row.Name}\n  stated {row.MainBusiness}\n  read   {published}\n  scope  {row.BusinessScope}");
            }
        }
    }

    private static string Read(OfflineReader reader, Row row)
    {
        CompaniesReply reply = reader.ReadRegistry([("r1", $"企业名称：{row.Name}\n经营范围：{row.BusinessScope}")]);
        return string.Join('；', reply.Companies.SelectMany(company => company.MainBusiness).Select(business => business.Value));
    }

    private static string First(string scope, string marks)
    {
        int start = scope.StartsWith("一般项目：", StringComparison.Ordinal) || scope.StartsWith("许可项目：", StringComparison.Ordinal) ? 5 : 0;
        int end = scope.AsSpan(start).IndexOfAny(marks);
        return end < 0 ? scope[start..] : scope.Substring(start, end);
    }

    /// <summary>What nobody can beat who copies one part of the scope: the part nearest to the stated main business.</summary>
    private static string Best(Row row, string marks) =>
        row.BusinessScope.Split([.. marks], StringSplitOptions.RemoveEmptyEntries).MaxBy(part => ComparedText.PairOverlap(row.MainBusiness, part)) ?? string.Empty;

    private static void Print(string name, Row[] rows, string[] answers)
    {
        double mean = rows.Zip(answers).Average(pair => pair.Second.Length == 0 ? 0 : ComparedText.PairOverlap(pair.First.MainBusiness, pair.Second));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} F1 {mean:F3}, {answers.Count(answer => answer.Length == 0)} of {rows.Length} without an answer"));
    }

    private sealed record Row(string Name, string BusinessScope, string MainBusiness);
}
