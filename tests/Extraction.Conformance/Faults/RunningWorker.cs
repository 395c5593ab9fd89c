using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Extraction.Conformance.Crashes;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.Cli;
using Extraction.Worker.Hosting;
using Extraction.Worker.Hosting.Health;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Extraction.Conformance.Faults;

/// <summary>A worker in this process, with more documents than it has finished when the fault comes.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    public const int Documents = 40;

    /// <summary>
    /// A running worker must be at work again within a minute after what failed is back. Here it has three: the machine may be slow, and the waits of
    /// the worker itself are bounded by its settings.
    /// </summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(3);

    private readonly KeptLog _log = new();
    private readonly ServiceProvider _services;
    private readonly ConcurrentDictionary<string, bool> _finished = new(StringComparer.Ordinal);
    private readonly bool _ownsGround;
    private int _deliveries;
    private int _rejected;
    private int _calls;

    /// <param name="ground">Where it works.</param>
    /// <param name="ownsGround">Whether the ground ends with it.</param>
    public RunningWorker(Ground ground, bool ownsGround = false)
    {
        Ground = ground;
        _ownsGround = ownsGround;
        Dictionary<string, string?> settings = new(ground.Settings, StringComparer.Ordinal)
        {
            ["Messaging:RabbitMq:Heartbeat"] = "00:00:02",
            ["Messaging:RabbitMq:ConfirmTimeout"] = "00:00:03",
            ["Intake:Concurrency"] = "2",
        };
        ServiceCollection registered = new();
        registered.AddLogging(logging => logging.AddProvider(_log)).AddWorker(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        ServiceDescriptor gateway = registered.Last(service => service.ServiceType == typeof(IModelGateway));
        registered.AddSingleton(provider => Marks.Around<IModelGateway>(
            (IModelGateway)ActivatorUtilities.CreateInstance(provider, gateway.ImplementationType!),
            before: (_, arguments) => Interlocked.Add(ref _calls, arguments is [RenderedPrompt { Prompt.Name: not "chain-placement" }, ..] ? 1 : 0)));
        _services = registered.BuildServiceProvider();
        Worker = _services.GetRequiredService<DocumentWorker>();
        Worker.Finished = document =>
        {
            Interlocked.Increment(ref document.Rejected is null ? ref _deliveries : ref _rejected);
            _finished.TryAdd(document.DocumentId, true);
        };
    }

    public Ground Ground { get; }

    public WorkerReport Health => _services.GetRequiredService<WorkerHealth>().Look();

    public DocumentWorker Worker { get; }

    /// <summary>One that reads what was sent, from a broker that it reaches by the port.</summary>
    public static Task<RunningWorker> StartAsync(Uri broker, int port, string postgres) =>
        StartAsync(new ServersGround(broker, postgres, new UriBuilder(broker) { Host = "127.0.0.1", Port = port }.Uri));

    /// <summary>One that reads what was sent, on a ground that ends with it.</summary>
    public static async Task<RunningWorker> StartAsync(Ground ground)
    {
        await ground.PrepareAsync();
        RunningWorker running = new(ground, ownsGround: true);
        await running.SendAsync(Documents);
        await running.Worker.StartAsync(default);
        return running;
    }

    /// <summary>Sends so many documents, the same ones at every call, by a way that no fault touches.</summary>
    public Task SendAsync(int count) => Ground.SendAsync([.. Enumerable.Range(0, count).Select(Document)]);

    /// <summary>Until so many different documents are finished.</summary>
    public Task FinishAsync(int count) => UntilAsync(() => _finished.Count >= count);

    /// <summary>Until documents were finished so often, repeats included.</summary>
    public Task DeliverAsync(int count) => UntilAsync(() => Volatile.Read(ref _deliveries) >= count);

    public Task UntilPausedAsync() => UntilAsync(() => Health.State == WorkerHealth.Paused);

    public async Task UntilAsync(Func<bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Recovery, $"what was waited for did not come within {Recovery}; {_finished.Count} documents are finished, {_rejected} dead-lettered, and the worker is {Health}; the end of its log:\n{_log}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    /// <summary>The invariant.</summary>
    /// <param name="again">So many documents, at most, went to the model's gateway a second time.</param>
    public async Task HoldAsync(int again = 0)
    {
        await Worker.StopAsync(default);
        await Ground.CloseAsync(); // what the fault has touched proves nothing
        await Ground.ConsumeAsync();
        Assert.Equal(Documents, Ground.Published.Count);
        Assert.InRange(_calls, Documents, Documents + again);
        Assert.Equal(0, _rejected);
        Assert.Equal(new LedgerCounts(Documents, Documents, 0, 0, 0), await Ground.Ledger.CountAsync(default) with { Completions = 0 });
        Assert.Equal(0, (await Ground.Transport.Queue.CountAsync(default)).DeadLettered);
        IReadOnlyList<AttemptRecord> attempts = await Ground.Ledger.AttemptsAsync([.. Enumerable.Range(0, Documents).Select(Id)], default);
        Assert.DoesNotContain(attempts, attempt => attempt.Outcome == nameof(AttemptOutcome.Failed));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsGround)
        {
            await Ground.DisposeAsync();
        }
    }

    private static OutgoingMessage Document(int number)
    {
        string id = Id(number);
        return new OutgoingMessage(id, JsonSerializer.SerializeToUtf8Bytes(
            new DocumentSubmitted(1, id, DocumentKind.News, new DocumentSource(Content: $"第{id}号有限公司位于江苏省苏州市。")), ContractJson.Options));
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"d{number}");
}
