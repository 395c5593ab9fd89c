using System.Text.Json;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Hosting;
using Extraction.Worker.Hosting.Health;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Ledger;
using Extraction.Worker.Ledger.Sqlite;
using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Extraction.Worker.Tests.Hosting;

/// <summary>A worker on the embedded queue whose ledger, topic and model fail when a test says so, and whose clock the test drives.</summary>
internal sealed class WorkerBench : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<FinishedDocument> _finished = [];

    public WorkerBench(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        Dictionary<string, string?> all = new(StringComparer.Ordinal)
        {
            ["Documents:AllowedRoots:0"] = Folder.Path,
            ["Messaging:Local:Path"] = Folder.File("messages.db"),
            ["Ledger:Path"] = Folder.File("ledger.db"),
            ["Worker:Name"] = "bench",
        };
        foreach ((string name, string? value) in settings)
        {
            all[name] = value;
        }

        _services = new ServiceCollection()
            .AddLogging()
            .AddWorker(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IModelGateway>(Model)
            .AddSingleton(provider => new FaultyDatabase(new SqliteLedgerDatabase(Folder.File("ledger.db"))))
            .AddSingleton<ILedger>(provider => new SqlLedger(provider.GetRequiredService<FaultyDatabase>(), Time))
            .AddSingleton(provider => new FaultyTransport(new LocalTransport(provider.GetRequiredService<IOptions<MessagingOptions>>().Value, Time)))
            .AddSingleton<IMessageTransport>(provider => provider.GetRequiredService<FaultyTransport>())
            .BuildServiceProvider();
        Worker.Finished = document =>
        {
            lock (_finished)
            {
                _finished.Add(document);
            }
        };
    }

    public TemporaryFolder Folder { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public ScriptedGateway Model { get; } = new();

    public FaultyDatabase Database => _services.GetRequiredService<FaultyDatabase>();

    public FaultyTransport Transport => _services.GetRequiredService<FaultyTransport>();

    public ILedger Ledger => _services.GetRequiredService<ILedger>();

    public DocumentWorker Worker => _services.GetRequiredService<DocumentWorker>();

    public DocumentHandler Handler => _services.GetRequiredService<DocumentHandler>();

    public HealthEndpoint Endpoint => _services.GetRequiredService<HealthEndpoint>();

    public WorkerReport Health => _services.GetRequiredService<WorkerHealth>().Look();

    public IReadOnlyList<FinishedDocument> Finished
    {
        get
        {
            lock (_finished)
            {
                return [.. _finished];
            }
        }
    }

    public async Task SendAsync(params IEnumerable<string> ids)
    {
        await Transport.CheckAsync(default);
        await Transport.Queue.SendAsync([.. ids.Select(id => new OutgoingMessage(id, JsonSerializer.SerializeToUtf8Bytes(
            new DocumentSubmitted(1, id, DocumentKind.News, new DocumentSource(Content: $"某地有限公司成立了，文号{id}。")), ContractJson.Options)))], default);
    }

    /// <summary>How far the clock runs between two looks.</summary>
    public TimeSpan Tick { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Lets the clock run until the condition holds; fails after a real minute.</summary>
    public async Task UntilAsync(Func<bool> condition) => await UntilAsync(() => Task.FromResult(condition()));

    /// <inheritdoc cref="UntilAsync(Func{bool})"/>
    public async Task UntilAsync(Func<Task<bool>> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(1), $"what was waited for did not come; the worker is {Health}");
            Time.Advance(Tick);
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }

    /// <summary>All attempts at a message.</summary>
    public Task<IReadOnlyList<AttemptRecord>> AttemptsAsync(string id) => Ledger.AttemptsAsync([id], default);

    public async Task<IReadOnlyList<string>> PublishedAsync()
    {
        List<string> ids = [];
        await foreach (PublishedEvent one in Transport.ReadAsync(0, follow: false, default))
        {
            ids.Add(one.Id);
        }

        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource hurry = new();
        await hurry.CancelAsync();
        Task stopping = Worker.StopAsync(hurry.Token);
        await UntilAsync(() => stopping.IsCompleted);
        await stopping;
        await _services.DisposeAsync();
        Folder.Dispose();
    }
}
