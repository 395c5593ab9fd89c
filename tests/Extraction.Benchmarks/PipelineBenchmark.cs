using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Hosting;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Benchmarks;

/// <summary>Short documents from enqueue to published event with the offline model, everything durable: documents per second, processor time per document, memory.</summary>
internal static class PipelineBenchmark
{
    public static async Task RunAsync(string[] args)
    {
        int documents = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2000;
        using TemporaryFolder folder = new();
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Documents:AllowedRoots:0"] = folder.Path,
            ["Messaging:Local:Path"] = folder.File("messages.db"),
            ["Ledger:Path"] = folder.File("ledger.db"),
            ["Intake:Concurrency"] = "32",
            ["Intake:Prefetch"] = "64",
        }).Build();
        await using ServiceProvider services = WorkerServices.Build(configuration);
        IMessageTransport transport = services.GetRequiredService<IMessageTransport>();
        await transport.CheckAsync(default);
        DocumentWorker worker = services.GetRequiredService<DocumentWorker>();

        // A first round warms up the code, and is not counted.
        Task warm = FinishAsync(worker, 200);
        await worker.StartAsync(default);
        await RoundAsync(transport, "warm", 200);
        await warm;
        Process self = Process.GetCurrentProcess();
        TimeSpan processorBefore = self.TotalProcessorTime;
        long begun = Stopwatch.GetTimestamp();
        Task done = FinishAsync(worker, documents);
        await RoundAsync(transport, "doc", documents);
        await done;
        TimeSpan took = Stopwatch.GetElapsedTime(begun);
        self.Refresh();
        TimeSpan processor = self.TotalProcessorTime - processorBefore;
        await worker.StopAsync(default);
        LedgerCounts counts = await services.GetRequiredService<ILedger>().CountAsync(default);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            documents                        {documents}
            documents per second             {documents / took.TotalSeconds:0}
            processor time per document      {processor.TotalMilliseconds / documents:0.00} ms
            peak memory                      {self.PeakWorkingSet64 >> 20} MiB
            events recorded, not yet sent    {counts.Events}, {counts.UnsentEvents}
            """));
    }

    private static async Task RoundAsync(IMessageTransport transport, string prefix, int count)
    {
        foreach (int[] chunk in Enumerable.Range(0, count).Chunk(100))
        {
            await transport.Queue.SendAsync([.. chunk.Select(number => Message(prefix, number))], default);
        }
    }

    private static Task FinishAsync(DocumentWorker worker, int count)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int finished = 0;
        worker.Finished = _ =>
        {
            if (Interlocked.Increment(ref finished) == count)
            {
                done.SetResult();
            }
        };
        return done.Task;
    }

    private static OutgoingMessage Message(string prefix, int number)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");
        string name = Name((prefix.Length * 100_000) + number);
        string text = $"""
            本报讯　位于江苏省常州市的{name}机械有限公司（以下简称“{name}机械”）主要从事液压油缸的研发、生产和销售，产品有挖掘机油缸、高空作业车油缸和定制非标油缸。
            {name}机械成立于二〇〇八年，现有员工二百余人，拥有专利{(number % 40) + 1}项，是国家高新技术企业。公司主要客户为徐工机械、三一重工。
            公司负责人表示，未来计划进入电动缸领域，目前仍处于前期调研阶段，尚未形成收入。公司不从事液压泵的生产，所需泵阀均向外部采购。
            """;
        DocumentSubmitted document = new(1, id, DocumentKind.News, new DocumentSource(Content: text));
        return new OutgoingMessage(id, JsonSerializer.SerializeToUtf8Bytes(document, ContractJson.Options));
    }

    /// <summary>A two-character name that no other number has.</summary>
    private static string Name(int number) => new([(char)('\u5400' + (number % 1000)), (char)('\u6400' + (number / 1000))]);
}
