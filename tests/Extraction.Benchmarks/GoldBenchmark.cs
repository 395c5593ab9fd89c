using System.Diagnostics;
using System.Globalization;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Documents;
using Extraction.Worker.Evaluation;
using Extraction.Worker.LanguageModels.Offline;
using Extraction.Worker.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Benchmarks;

/// <summary>
/// Takes every labelled document from its bytes to its events with the rule-based reader and prints the scores, then what a document costs.
/// <c>--gold FOLDER</c> takes another labelled set of the same form; <c>--verbose</c> lists every disagreement.
/// </summary>
internal static class GoldBenchmark
{
    private const int Cases = 500;

    public static async Task RunAsync(string[] args)
    {
        int option = Array.IndexOf(args, "--gold");
        string folder = option >= 0 && option + 1 < args.Length ? args[option + 1] : Path.Combine(SharedFolder.ProjectRoot, "..", "shared", "gold", "dev");
        if (!File.Exists(Path.Combine(folder, "gold.jsonl")))
        {
            Console.WriteLine($"gold: there is no gold.jsonl in {folder}, nothing measured");
            return;
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Models:Use"] = "offline-rules" }).Build();
        await using ServiceProvider services = WorkerServices.Build(configuration);
        DocumentAnalysis analysis = services.GetRequiredService<DocumentAnalysis>();
        DocumentReader reader = services.GetRequiredService<DocumentReader>();
        GoldText[] documents = [.. GoldFile.Parse(File.ReadLines(Path.Combine(folder, "gold.jsonl"))).Select(labels => Read(reader, folder, labels))];
        ScoreSheet sheet = new();
        foreach (GoldText document in documents)
        {
            sheet.Add(GoldScorer.Score(document.Labels, await AnalyseAsync(analysis, document), document.Source.Text));
        }

        Print(sheet, verbose: args.Contains("--verbose"));
        Time(services.GetRequiredService<IOfflineReader>(), documents);
        await TimeAsync(analysis, documents);
    }

    private static GoldText Read(DocumentReader reader, string folder, GoldDocument labels)
    {
        Outcome<SourceText> read = reader.Read(new DocumentBytes(File.ReadAllBytes(Path.Combine(folder, labels.Document)), labels.Document, Uri: null), null, default);
        return read is Outcome<SourceText>.Done { Value: var source }
            ? new GoldText(labels, source)
            : throw new InvalidDataException($"{labels.Document} cannot be read.");
    }

    private static async Task<ChainPlacementEvent[]> AnalyseAsync(DocumentAnalysis analysis, GoldText document)
    {
        DocumentKind kind = Enum.Parse<DocumentKind>(document.Labels.Kind.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true);
        DocumentSubmitted submitted = new(DocumentSubmitted.CurrentVersion, document.Labels.Document, kind, new DocumentSource(Uri: document.Labels.Document), Language: document.Labels.Language);
        Outcome<IReadOnlyList<ChainPlacementEnvelope>> outcome = await analysis.AnalyseAsync(submitted, document.Source, analysis.RecipeFor(kind), default);
        return outcome is Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done { Value: var events } ? [.. events.Select(one => one.Data)] : [];
    }

    private static void Print(ScoreSheet sheet, bool verbose)
    {
        if (verbose)
        {
            foreach (Disagreement d in sheet.Disagreements)
            {
                Console.WriteLine($"{Path.GetFileNameWithoutExtension(d.Document)} {d.Company} {d.Field}: labelled {d.Labelled ?? "-"}, read {d.Published ?? "-"}");
            }
        }

        Console.WriteLine("| field | precision | recall | F1 |");
        Console.WriteLine("|---|---|---|---|");
        foreach ((string field, FieldScore score) in sheet.Lists)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {field} | {score.Precision:F3} | {score.Recall:F3} | {score.F1:F3} |"));
        }

        foreach ((string field, ShareScore score) in sheet.Shares)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {field} | | | {score.Share:F3} of {score.Asked} |"));
        }
    }

    private static void Time(IOfflineReader reader, GoldText[] documents)
    {
        Stopwatch watch = new();
        for (int round = 0; round < 20; round++)
        {
            if (round == 10)
            {
                watch.Start();
            }

            foreach (GoldText document in documents)
            {
                reader.ReadProfile(document.Source.Text, document.Labels.Kind, document.Labels.Language);
            }
        }

        double each = watch.Elapsed.TotalMilliseconds / 10 / documents.Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the reader alone: {each:F3} ms a document of {documents.Average(d => d.Source.Text.Length):F0} characters"));
    }

    private static async Task TimeAsync(DocumentAnalysis analysis, GoldText[] documents)
    {
        Process self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        Stopwatch watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, Cases), async (index, _) => await AnalyseAsync(analysis, documents[index % documents.Length]));
        double seconds = watch.Elapsed.TotalSeconds;
        self.Refresh();
        double processor = (self.TotalProcessorTime - before).TotalMilliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Cases} cases, text to events: {seconds:F2} s (goal 2 s), {processor / Cases:F2} ms of processor time each"));
    }

    private sealed record GoldText(GoldDocument Labels, SourceText Source);
}
