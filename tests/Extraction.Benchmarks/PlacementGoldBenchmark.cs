using System.Globalization;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.Cli;
using Extraction.Worker.Documents;
using Extraction.Worker.Evaluation;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Pipeline;
using Extraction.Worker.Placement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Benchmarks;

/// <summary>
/// Placements of labelled documents through the whole path with the rule-based reader: industry, chain and role of the first placement, companies that belong
/// nowhere, and how far the confidence can be taken at its word.
/// </summary>
internal static class PlacementGoldBenchmark
{
    private static readonly double[] Edges = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.001];

    /// <summary>Prints the scores of one labelled set; <paramref name="misses"/> takes every wrong placement.</summary>
    public static async Task RunAsync(string goldFile, TextWriter? misses)
    {
        await using ServiceProvider services = WorkerServices.Build(new ConfigurationBuilder().Build());
        DocumentReader reader = services.GetRequiredService<DocumentReader>();
        DocumentAnalysis analysis = services.GetRequiredService<DocumentAnalysis>();
        string folder = Path.GetDirectoryName(goldFile)!;
        ScoreSheet sheet = new();
        List<(double Confidence, bool Right)> first = [];
        foreach (GoldDocument gold in GoldFile.Parse(File.ReadLines(goldFile)))
        {
            DocumentBytes bytes = new(await File.ReadAllBytesAsync(Path.Combine(folder, gold.Document)), gold.Document, gold.Document);
            if (reader.Read(bytes, null, default) is not Outcome<SourceText>.Done { Value: SourceText text })
            {
                Console.WriteLine($"  {gold.Document} cannot be read");
                continue;
            }

            DocumentKind kind = Enum.Parse<DocumentKind>(gold.Kind.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true);
            DocumentSubmitted document = new(1, gold.Document, kind, new DocumentSource(Content: text.Text), gold.Language);
            Outcome<IReadOnlyList<ChainPlacementEnvelope>> outcome = await analysis.AnalyseAsync(document, text, analysis.RecipeFor(document.Kind), default);
            if (outcome is not Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done { Value: var envelopes })
            {
                Console.WriteLine($"  {gold.Document} gives no events");
                continue;
            }

            ChainPlacementEvent[] events = [.. envelopes.Select(e => e.Data)];
            ScoreSheet own = GoldScorer.Score(gold, events, text: null);
            sheet.Add(own);
            Collect(gold, events, first, misses);
        }

        Tokens(services.GetRequiredService<PromptCatalog>());
        string[] fields = [GoldScorer.Industry, GoldScorer.Chain, GoldScorer.Role, GoldScorer.Unplaced];
        string shown = string.Join(", ", fields.Where(sheet.Shares.ContainsKey).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f} {sheet.Shares[f].Share:0.000} of {sheet.Shares[f].Asked}")));
        Console.WriteLine($"  {goldFile}, whole path, rule-based reader: {shown}");
        Reliability(first);
    }

    /// <summary>What the prompt costs before the profile and the candidates, version by version.</summary>
    private static void Tokens(PromptCatalog catalog)
    {
        foreach (string version in (string[])["1.0.0", "1.1.0"])
        {
            PromptFile prompt = catalog.Get(PlacementPrompt.Name, version);
            string system = PromptCatalog.Render(prompt, new Dictionary<string, string> { ["profile"] = "-", ["candidates"] = "-" }).System;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {PlacementPrompt.Name} {version}: {TokenCounter.Count(system)} tokens of instructions and examples (o200k)"));
        }
    }

    /// <summary>Whether the chain of the first placement is right, beside its confidence.</summary>
    private static void Collect(GoldDocument gold, ChainPlacementEvent[] events, List<(double Confidence, bool Right)> first, TextWriter? misses)
    {
        foreach (GoldCompany company in gold.Companies)
        {
            HashSet<string> keys = [ComparedText.Key(company.Name), .. (company.Aliases ?? []).Select(ComparedText.Key)];
            ChainPlacementEvent? found = Array.Find(events, e => keys.Contains(ComparedText.Key(e.Company.Name)));
            if (found is null)
            {
                continue;
            }

            HashSet<string> chains = [.. (company.Chain ?? []).SelectMany(c => (c.ChainNameAlso ?? []).Append(c.ChainName ?? string.Empty)).Where(c => c.Length > 0)];
            HashSet<string> roles = [.. (company.Chain ?? []).Select(c => c.Role.ToLowerInvariant())];
            ChainPlacement? placement = found.Placements.Count > 0 ? found.Placements[0] : null;
            bool right = placement is null ? chains.Count == 0 : chains.Contains(placement.Chain);
            if (placement is not null)
            {
                first.Add((placement.Confidence, right));
            }

            if (!right || (placement is not null && !roles.Contains(placement.Role.ToString().ToLowerInvariant())))
            {
                string placed = string.Join(" ; ", found.Placements.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Chain}>{p.Node} {p.Role} {p.Confidence:0.00}")));
                string products = string.Join(" / ", found.Products.Select(p => p.Name));
                misses?.WriteLine($"E2E {gold.Document} {company.Name} | {string.Join(" + ", chains)} {string.Join(',', roles)} | {placed} | {found.MainBusiness?.Text} | {products}");
            }
        }
    }

    private static void Reliability(List<(double Confidence, bool Right)> first)
    {
        Console.WriteLine("  | confidence | placements | mean confidence | chain right |");
        Console.WriteLine("  |---|---|---|---|");
        double error = 0;
        for (int i = 0; i + 1 < Edges.Length; i++)
        {
            (double Confidence, bool Right)[] bin = [.. first.Where(f => f.Confidence >= Edges[i] && f.Confidence < Edges[i + 1])];
            if (bin.Length > 0)
            {
                double mean = bin.Average(b => b.Confidence);
                double right = bin.Average(b => b.Right ? 1.0 : 0.0);
                error += Math.Abs(mean - right) * bin.Length / first.Count;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  | {Edges[i]:0.0} to {Math.Min(1, Edges[i + 1]):0.0} | {bin.Length} | {mean:0.00} | {right:0.00} |"));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  expected calibration error {error:0.000}"));
    }
}
