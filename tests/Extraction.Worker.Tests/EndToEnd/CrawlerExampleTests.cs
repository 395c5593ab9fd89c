using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Hosting;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>The examples of <c>docs/crawlers</c>, run as they stand there against a real broker: what they send is read, and what they send twice is one document.</summary>
public sealed class CrawlerExampleTests : IDisposable
{
    private static readonly string Examples = Path.Combine(SharedFolder.ProjectRoot, "docs", "crawlers");

    private readonly TemporaryFolder _folder = new();
    private readonly string _queue = "crawlers-" + Guid.NewGuid().ToString("N")[..12];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task NodeSubmitsThroughRabbitMq()
    {
        string address = Needs("EXTRACTION_TEST_RABBITMQ");
        NeedsNode();
        await CheckAsync(
            Rabbit(address),
            files => RunAsync("node", null, ["enqueue-rabbitmq.mjs", address, _queue, .. files], "node"));
    }

    [Fact]
    public async Task PythonSubmitsThroughRabbitMq()
    {
        string address = Needs("EXTRACTION_TEST_RABBITMQ");
        string? python = await PythonAsync();
        Assert.SkipWhen(python is null, "no python3 with pika and jsonschema is here; install those of docs/crawlers/python/requirements.txt");
        await CheckAsync(Rabbit(address), files => RunAsync(python!, null, ["enqueue_rabbitmq.py", address, _queue, .. files], "python"));
    }

#if AZURE_SERVICE_BUS
    [Fact]
    public async Task NodeSubmitsThroughAzureServiceBus()
    {
        string connection = Needs("EXTRACTION_TEST_SERVICEBUS");
        NeedsNode();
        Dictionary<string, string?> settings = new()
        {
            ["Messaging:Transport"] = "AzureServiceBus",
            ["Messaging:AzureServiceBus:ConnectionString"] = connection,
            ["Messaging:AzureServiceBus:AdministrationConnectionString"] = Environment.GetEnvironmentVariable("EXTRACTION_TEST_SERVICEBUS_ADMIN"),
        };
        await CheckAsync(settings, files => RunAsync("node", connection, ["enqueue-servicebus.mjs", _queue, .. files], "node"));
    }
#endif

    /// <summary>Two files, submitted twice; a worker must finish all of them with one event a file.</summary>
    private async Task CheckAsync(Dictionary<string, string?> settings, Func<string[], Task> submit)
    {
        string[] files =
        [
            _folder.Write("a.html", "<html><meta charset=utf-8><body><p>苏州甲乙精密机械有限公司主要从事数控机床的研发、生产和销售。</p></body></html>"),
            _folder.Write("b.txt", "台州澜桥阀门有限公司主要从事工业阀门的研发、生产和销售，拥有专利12项。"),
        ];
        settings["Messaging:Queue"] = _queue;
        settings["Messaging:Topic"] = _queue + "-events";
        settings["Ledger:Path"] = _folder.File("ledger.db");
        settings["Publishing:JsonLinesPath"] = _folder.File("events.jsonl");
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddWorker(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        await services.GetRequiredService<IMessageTransport>().CheckAsync(TestContext.Current.CancellationToken);
        await submit(files);
        await submit(files);

        Channel<FinishedDocument> finished = Channel.CreateUnbounded<FinishedDocument>();
        DocumentWorker worker = services.GetRequiredService<DocumentWorker>();
        worker.Finished = document => finished.Writer.TryWrite(document);
        await worker.StartAsync(TestContext.Current.CancellationToken);
        int expected = services.GetRequiredService<IMessageTransport>().Capabilities.DropsDuplicates ? 2 : 4;
        List<FinishedDocument> done = [];
        while (done.Count < expected)
        {
            done.Add(await finished.Reader.ReadAsync(TestContext.Current.CancellationToken));
        }

        await worker.StopAsync(default);
        Assert.Equal(2, done.Select(document => document.DocumentId).Distinct().Count());
        Assert.All(done, document => Assert.Equal((null, 1), (document.Rejected, document.Events)));
        string[] lines = await File.ReadAllLinesAsync(_folder.File("events.jsonl"), TestContext.Current.CancellationToken);
        Assert.Equal(2, lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()).Distinct().Count());
    }

    private static Dictionary<string, string?> Rabbit(string address) => new() { ["Messaging:Transport"] = "RabbitMq", ["Messaging:RabbitMq:Address"] = address };

    private static string Needs(string variable)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(value), $"{variable} names no broker");
        return value!;
    }

    private static void NeedsNode() => Assert.SkipUnless(
        Directory.Exists(Path.Combine(Examples, "node", "node_modules")), "the Node.js example has no packages here; run npm ci --prefix docs/crawlers/node");

    private static async Task<string?> PythonAsync()
    {
        foreach (string python in new[] { "python3", "/usr/bin/python3" })
        {
            try
            {
                await RunAsync(python, null, ["-W", "ignore", "-c", "import pika, jsonschema"], "python");
                return python;
            }
            catch (Exception missing) when (missing is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // Another one may have them.
            }
        }

        return null;
    }

    private static async Task RunAsync(string program, string? serviceBus, string[] arguments, string directory)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = Path.Combine(Examples, directory), RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["SERVICEBUS"] = serviceBus;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {arguments[0]} ended with {process.ExitCode}: {error}{await output}");
        }
    }
}
