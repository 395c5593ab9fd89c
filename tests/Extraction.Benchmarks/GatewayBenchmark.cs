using System.Diagnostics;
using System.Globalization;
using System.Text;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction;
using Extraction.Worker.Extraction.Segments;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.LanguageModels.Completions;
using Extraction.Worker.LanguageModels.Configuration;
using Extraction.Worker.LanguageModels.Cost;
using Extraction.Worker.LanguageModels.Endpoints;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Extraction.Benchmarks;

/// <summary>What the gateway itself takes for a call: key, store, budget, books, reading and checking the reply, with a model that answers at once; and how fast texts are cut.</summary>
internal static class GatewayBenchmark
{
    private const int Calls = 2000;

    private const string Reply =
        """{"placements":[{"candidate":"c1","role":"makes","confidence":0.9,"quote":"液压油缸的研发、生产和销售"},{"candidate":"c2","role":"sells","confidence":0.4,"quote":"液压泵"}]}""";

    public static async Task RunAsync(string[] args)
    {
        using TemporaryFolder folder = new();
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Ledger:Path"] = folder.File("ledger.db") }).Build();
        await using ServiceProvider services = WorkerServices.Build(configuration);
        ModelBackend backend = new(new Immediate(), new ModelIdentity("immediate", string.Empty), new PriceTable(1, 4, 0.5m, "USD"));
        IOptions<ModelsOptions> options = Options.Create(new ModelsOptions { Spending = new SpendingOptions { PerDay = 1_000_000, PerDocument = 1_000_000 } });
        ModelGateway gateway = new(
            backend,
            services.GetRequiredService<ICompletionStore>(),
            new SpendingGuard(services.GetRequiredService<ISpendingBooks>(), backend, options, TimeProvider.System),
            options,
            NullLogger<ModelGateway>.Instance);
        PromptFile prompt = services.GetRequiredService<PromptCatalog>().Get("chain-placement");
        await MeasureAsync(gateway, prompt, "warm", 400);
        double first = await MeasureAsync(gateway, prompt, "first", Calls);
        double again = await MeasureAsync(gateway, prompt, "first", Calls);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"processor time a call, asked for the first time   {first:0.000} ms (reply kept and books written in the ledger)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"processor time a call, answered by the ledger      {again:0.000} ms"));
        Splitting(services.GetRequiredService<PromptCatalog>().Get("company-profile"));
    }

    private static async Task<double> MeasureAsync(ModelGateway gateway, PromptFile prompt, string round, int calls)
    {
        RenderedPrompt[] prompts = [.. Enumerable.Range(0, calls).Select(number => PromptCatalog.Render(prompt, new Dictionary<string, string>
        {
            ["profile"] = string.Create(CultureInfo.InvariantCulture, $"main business: 液压油缸的研发、生产和销售 {round} {number}"),
            ["candidates"] = "c1 | 机械 > 工程机械 > 液压件 | midstream | similarity 0.83 | matched: 液压\nc2 | 机械 > 泵阀 > 泵 | midstream | similarity 0.5 | matched: 泵",
        }))];
        Process self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        await Parallel.ForEachAsync(prompts, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (one, token) =>
        {
            if (await gateway.AskAsync(one, token) is not Outcome<ModelReply>.Done)
            {
                throw new InvalidOperationException("The call was not answered.");
            }
        });
        self.Refresh();
        return (self.TotalProcessorTime - before).TotalMilliseconds / calls;
    }

    private static void Splitting(PromptFile prompt)
    {
        StringBuilder built = new();
        while (built.Length < 20_000_000)
        {
            built.Append("公司主要从事液压油缸的研发、生产和销售。产品广泛应用于工程机械、农业机械等领域；").Append(built.Length % 7 == 0 ? "\n\n" : string.Empty);
        }

        SourceText source = new(built.ToString(), "sha", SourceFormat.PlainText, [], []);
        double megabytes = Encoding.UTF8.GetByteCount(source.Text) / 1e6;
        double best = double.MaxValue;
        int pieces = 0;
        bool verbatim = true;
        for (int round = 0; round < 5; round++)
        {
            long begun = Stopwatch.GetTimestamp();
            IReadOnlyList<Segment> segments = SegmentPlanner.Plan(source, new ExtractionOptions { MaxDocumentCharacters = 0 }, prompt);
            string[] texts = [.. segments.Select(segment => source.Text[segment.Start..segment.End])];
            best = Math.Min(best, Stopwatch.GetElapsedTime(begun).TotalSeconds);
            pieces = texts.Length;
            verbatim &= segments[0].Start == 0 && segments[^1].End == source.Text.Length
                && segments.Zip(segments.Skip(1)).All(pair => pair.Second.Start <= pair.First.End)
                && segments.Zip(texts).All(pair => source.Text.AsSpan(pair.First.Start, pair.Second.Length).SequenceEqual(pair.Second));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cutting {megabytes:0} MB of Chinese text with overlap      {megabytes / best:0} MB/s, {pieces} pieces, {(verbatim ? "every one verbatim" : "NOT VERBATIM")}"));
    }

    /// <summary>Answers at once.</summary>
    private sealed class Immediate() : ChatService("immediate")
    {
        protected override Task<ModelAnswer> AnswerAsync(ChatHistory messages, ModelCallSettings settings, CancellationToken cancellationToken) =>
            Task.FromResult(new ModelAnswer(Reply, ReplyEnd.Done, "immediate", new TokenUse(1000, 100, 500)));
    }
}
