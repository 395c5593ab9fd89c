using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Documents;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Extraction;
using Extraction.Worker.Extraction.Merging;
using Extraction.Worker.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ModelServer;

namespace Extraction.Benchmarks;

/// <summary>Tokens of the extraction calls for each registry company, one call a company and packed, with what comes out of both. Over HTTP, answered by the offline reader.</summary>
internal static class PackingBenchmark
{
    public static async Task RunAsync(string[] args)
    {
        if (!SharedFolder.Exists("data/registry/profiles-dev.jsonl"))
        {
            Console.WriteLine("packing: the file ../shared/data/registry/profiles-dev.jsonl is not beside the project");
            return;
        }

        string file = Path.Combine(SharedFolder.ProjectRoot, "..", "shared", "data", "registry", "profiles-dev.jsonl");
        JsonNode[] rows = [.. File.ReadLines(file).Select(line => JsonNode.Parse(line)!)];
        Console.WriteLine("| prompt | records a call | calls | tokens in, a company | tokens out | together | of the first row | names | main business F1 | products | as the same prompt, one a call |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        Result? first = null;
        Result? single = null;
        foreach ((string name, string version, int records) in new[] { ("company-profile", "1.0.0", 1), ("registry-profile", "1.0.0", 1), ("registry-profile", "1.1.0", 1), ("registry-profile", "1.1.0", 40), ("registry-profile", "1.2.0", 1), ("registry-profile", "1.2.0", 40) })
        {
            Result result = await MeasureAsync(rows, name, version, records);
            first ??= result;
            single = records == 1 ? result : single;
            Print(rows, $"{name} {version}", records, result, first, single!);
        }
    }

    private static async Task<Result> MeasureAsync(JsonNode[] rows, string name, string version, int records)
    {
        using TemporaryFolder folder = new();
        Func<ChatCall, ServerAnswer> offline = ServerScript.Offline();
        long tokens = 0;
        long input = 0;
        await using ModelServerHost server = await ModelServerHost.StartAsync(call =>
        {
            ServerAnswer answer = offline(call);
            Interlocked.Add(ref tokens, (long)ChatCompletion.Used(call, answer));
            Interlocked.Add(ref input, call.PromptTokens);
            return answer;
        });
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Ledger:Path"] = folder.File("ledger.db"),
            ["Models:Use"] = "served",
            ["Models:Endpoints:served:Kind"] = "OpenAI",
            ["Models:Endpoints:served:Address"] = new Uri(server.Address, "v1").ToString(),
            ["Models:Endpoints:served:Model"] = "gpt-4o",
            ["Models:Endpoints:served:KeyFrom"] = "BENCHMARK_KEY",
            ["BENCHMARK_KEY"] = "key",
            ["Extraction:RecordsPerCall"] = records.ToString(CultureInfo.InvariantCulture),
        }).Build();
        await using ServiceProvider services = WorkerServices.Build(configuration);
        DocumentSubmitted document = new(1, "registry", DocumentKind.Registry, new DocumentSource(Content: Csv(rows)));
        Outcome<SourceText> read = await services.GetRequiredService<DocumentPipeline>().ReadAsync(document, default);
        PromptFile prompt = services.GetRequiredService<PromptCatalog>().Get(name, version);
        SourceText table = ((Outcome<SourceText>.Done)read).Value;
        CompanyExtractor extractor = services.GetRequiredService<CompanyExtractor>();
        List<CompanyProfile> companies = [];
        if (name == "registry-profile")
        {
            companies.AddRange(await ExtractAsync(extractor, table, DocumentKind.Registry, prompt));
        }
        else
        {
            // Each record a document of its own.
            foreach (TextRecord record in table.Records)
            {
                SourceText one = new(table.Text[record.Start..record.End], table.Sha256, SourceFormat.PlainText, [], []);
                companies.AddRange(await ExtractAsync(extractor, one, DocumentKind.Other, prompt));
            }
        }

        return new Result(tokens, input, server.Calls.Count, companies);
    }

    private static async Task<IReadOnlyList<CompanyProfile>> ExtractAsync(CompanyExtractor extractor, SourceText source, DocumentKind kind, PromptFile prompt) =>
        ((Outcome<ExtractedDocument>.Done)await extractor.ExtractAsync(source, kind, prompt, default)).Value.Companies;

    private static void Print(JsonNode[] rows, string prompt, int records, Result result, Result first, Result single)
    {
        Dictionary<string, CompanyProfile> companies = result.Companies.DistinctBy(c => ComparedText.Key(c.Identity.Name)).ToDictionary(c => ComparedText.Key(c.Identity.Name));
        Dictionary<string, CompanyProfile> others = single.Companies.DistinctBy(c => ComparedText.Key(c.Identity.Name)).ToDictionary(c => ComparedText.Key(c.Identity.Name));
        int names = 0;
        int same = 0;
        double business = 0;
        foreach (JsonNode row in rows)
        {
            string key = ComparedText.Key(Text(row, "name"));
            if (companies.TryGetValue(key, out CompanyProfile? company))
            {
                names++;
                business += ComparedText.PairOverlap(company.MainBusiness?.Text ?? string.Empty, Text(row, "mainBusiness"));
                same += others.TryGetValue(key, out CompanyProfile? other) && Values(company) == Values(other) ? 1 : 0;
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {prompt} | {records} | {result.Calls} | {(double)result.Input / rows.Length:0} | {(double)(result.Tokens - result.Input) / rows.Length:0} | {(double)result.Tokens / rows.Length:0} | {(double)result.Tokens / first.Tokens:0.000} | {names} of {rows.Count(row => Text(row, "name").Length > 0)} | {business / rows.Length:0.000} | {result.Companies.Sum(c => c.Products.Count)} | {same} |"));
    }

    private static string Values(CompanyProfile company) => string.Join('|', new[]
    {
        company.Identity.Name,
        company.Identity.Location?.Province ?? string.Empty,
        company.MainBusiness?.Text ?? string.Empty,
        string.Join('、', company.Products.Select(p => $"{p.Value.Name} {p.Role}").Order(StringComparer.Ordinal)),
        string.Join('、', company.Inputs.Select(p => p.Name)),
        string.Join('、', company.Identity.Honours.Select(p => p.Name)),
    });

    private static string Csv(JsonNode[] rows)
    {
        StringBuilder csv = new("企业名称,简称,经营范围\n");
        foreach (JsonNode row in rows)
        {
            csv.AppendJoin(',', new[] { "name", "shortName", "businessScope" }.Select(field => $"\"{Text(row, field).Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
        }

        return csv.ToString();
    }

    private static string Text(JsonNode row, string field) => row[field]?.GetValue<string>() ?? string.Empty;

    private sealed record Result(long Tokens, long Input, int Calls, IReadOnlyList<CompanyProfile> Companies);
}
