using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Hosting;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction demo</c>: the samples through the whole path on the embedded queue, with no key and no network.</summary>
internal static class DemoVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("demo", "Takes the samples through the whole path: queue, reading, proving, placing, publishing. Needs no key and no network.");
        Option<string?> output = new("--out") { Description = "Keep the queue, the ledger and events.jsonl in this folder. Default: a temporary folder, removed at the end.", HelpName = "DIR" };
        command.Add(output);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string? kept = parsed.GetValue(output);
            string folder = kept is null ? Directory.CreateTempSubdirectory("extraction-demo-").FullName : Directory.CreateDirectory(kept).FullName;
            try
            {
                return await RunAsync(console, folder, kept is not null, cancellationToken);
            }
            finally
            {
                if (kept is null)
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
        });
        return new Verb(command, "extraction demo", "extraction demo --out demo-output");
    }

    private static async Task<int> RunAsync(CliConsole console, string folder, bool kept, CancellationToken cancellationToken)
    {
        string samples = Path.Combine(AppContext.BaseDirectory, "samples");
        string eventsFile = Path.Combine(folder, "events.jsonl");
        File.Delete(eventsFile);
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Documents:AllowedRoots:0"] = samples,
            ["Messaging:Local:Path"] = Path.Combine(folder, "messages.db"),
            ["Ledger:Path"] = Path.Combine(folder, "ledger.db"),
            ["Publishing:JsonLinesPath"] = eventsFile,
        }).Build();
        await using ServiceProvider services = WorkerServices.Build(configuration);
        TimeProvider time = services.GetRequiredService<TimeProvider>();
        long begun = time.GetTimestamp();

        IMessageTransport transport = services.GetRequiredService<IMessageTransport>();
        await transport.CheckAsync(cancellationToken);
        List<DocumentSubmitted> documents = [.. SampleDocuments.Read(samples)];
        List<OutgoingMessage> messages = [.. documents.Select(document =>
            new OutgoingMessage(document.DocumentId, JsonSerializer.SerializeToUtf8Bytes(document, ContractJson.Options)))];
        IReadOnlyList<SendOutcome> sent = await transport.Queue.SendAsync(messages, cancellationToken);
        int expected = sent.Count(outcome => outcome == SendOutcome.Accepted);

        DocumentWorker worker = services.GetRequiredService<DocumentWorker>();
        List<FinishedDocument> finished = [];
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (expected == 0)
        {
            all.SetResult();
        }

        await console.WithProgressAsync("reading", expected, async report =>
        {
            worker.Finished = document =>
            {
                lock (finished)
                {
                    finished.Add(document);
                    report(finished.Count);
                    if (finished.Count >= expected)
                    {
                        all.TrySetResult();
                    }
                }
            };
            await worker.StartAsync(cancellationToken);
            await Task.WhenAny(all.Task, worker.Completion).WaitAsync(cancellationToken);
            await worker.StopAsync(cancellationToken);
        });

        await ShowAsync(console, eventsFile, [.. documents.Select(document => document.DocumentId)], finished, time.GetElapsedTime(begun), cancellationToken);
        if (kept)
        {
            await console.Output.WriteLineAsync($"Queue, ledger and events.jsonl are in {folder}.");
        }

        return finished.Count == expected ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task ShowAsync(CliConsole console, string eventsFile, List<string> order, List<FinishedDocument> finished, TimeSpan took, CancellationToken cancellationToken)
    {
        List<ChainPlacementEnvelope> events = [];
        if (File.Exists(eventsFile))
        {
            await foreach (string line in File.ReadLinesAsync(eventsFile, Encoding.UTF8, cancellationToken))
            {
                events.Add(JsonSerializer.Deserialize<ChainPlacementEnvelope>(line, ContractJson.Options)!);
            }
        }

        console.WriteTable(EventTable.Of([.. events.OrderBy(one => order.IndexOf(one.Data.Document.Id))]));
        foreach (FinishedDocument document in finished.Where(one => one.Rejected is not null).OrderBy(one => one.DocumentId, StringComparer.Ordinal))
        {
            await console.Output.WriteLineAsync($"{document.DocumentId} was dead-lettered: {document.Rejected!.Code.ToWire()}: {document.Rejected.Sentence}");
        }

        int without = finished.Count(one => one.Rejected is null && one.Events == 0);
        await console.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{finished.Count} messages, {events.Count} events, {without} documents without a company, {took.TotalSeconds:0.0} s, read by offline-rules (no model was called)."));
    }
}
