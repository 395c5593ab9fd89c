using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Extraction.Conformance.Crashes;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.TestKit;
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

/// <summary>The broker fails under a running worker: the worker goes on by itself, asks no model twice, loses nothing and blames no document.</summary>
[Collection(Processes.Name)]
public sealed class BrokerFaultTests
{
    private const int Documents = 40;

    /// <summary>
    /// A running worker must be at work again within a minute after the broker is back. Here it has three: the machine may be slow, and the waits of the
    /// worker itself are bounded by its settings.
    /// </summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task ConnectionsThatAreHalfOpenAreGivenUpAndMadeAnew()
    {
        Uri broker = Servers.RabbitMq();
        await using TcpProxy proxy = new(broker.Host, broker.Port);
        await using Running running = await Running.StartAsync(broker, proxy.Port, Servers.Postgres());
        await running.FinishAsync(5);
        proxy.Stall();
        await running.UntilAsync(() => running.Health.State == WorkerHealth.Paused, Recovery);
        Assert.Contains("RabbitMQ", running.Health.Sentence, StringComparison.Ordinal);
        proxy.Carry();
        await running.FinishAsync(Documents);
        await running.HoldAsync();
    }

    [Fact]
    public async Task ConnectionsThatAreNeverAnsweredAgainAreGivenUp()
    {
        Uri broker = Servers.RabbitMq();
        await using TcpProxy proxy = new(broker.Host, broker.Port);
        await using Running running = await Running.StartAsync(broker, proxy.Port, Servers.Postgres());
        await running.FinishAsync(5);
        proxy.Stall();
        int accepted = proxy.Accepted;
        await running.UntilAsync(() => proxy.Accepted > accepted, Recovery); // a new connection waits for the first answer
        proxy.Forget();
        await running.FinishAsync(Documents);
        await running.HoldAsync();
    }

    [Fact]
    public async Task ABrokerThatConfirmsNothingGetsTheSameEventsAgain()
    {
        Uri broker = Servers.RabbitMq();
        await using TcpProxy proxy = new(broker.Host, broker.Port);
        await using Running running = await Running.StartAsync(broker, proxy.Port, Servers.Postgres());
        await running.FinishAsync(5);
        proxy.StallAnswers();
        await running.UntilAsync(() => running.Health.State == WorkerHealth.Paused, Recovery);
        proxy.Cut(refuse: false);
        await running.FinishAsync(Documents);
        await running.HoldAsync();
    }

    [Fact]
    public async Task ConnectionsThatAreResetAreMadeAnew()
    {
        Uri broker = Servers.RabbitMq();
        await using TcpProxy proxy = new(broker.Host, broker.Port);
        await using Running running = await Running.StartAsync(broker, proxy.Port, Servers.Postgres());
        for (int finished = 5; finished < Documents; finished += 12)
        {
            await running.FinishAsync(finished);
            proxy.Cut(refuse: false);
        }

        await running.FinishAsync(Documents);
        await running.HoldAsync();
    }

    [Fact]
    public async Task AChannelThatIsNeverConfirmedAgainIsReplaced()
    {
        Uri broker = Servers.RabbitMq();
        UnconfirmedChannels answers = new();
        await using TcpProxy proxy = new(broker.Host, broker.Port, answers.CopyAsync);
        await using Running running = await Running.StartAsync(broker, proxy.Port, Servers.Postgres());
        await running.FinishAsync(5);
        answers.Silence();
        await running.FinishAsync(Documents);
        await running.HoldAsync();
    }

    [Fact]
    public async Task ABrokerThatIsKilledAndOneThatIsRestartedAreFoundAgain()
    {
        await using RabbitNode node = await RabbitNode.StartAsync();
        await using Running running = await Running.StartAsync(node.Address, node.Address.Port, Servers.Postgres());
        await running.FinishAsync(5);
        await node.HoldsAsync(running.Ground.Queues);
        await node.KillAsync();
        await running.UntilAsync(() => running.Health.State == WorkerHealth.Paused, Recovery);
        await node.StartAgainAsync();
        await running.FinishAsync(20);
        await node.StopAsync();
        await running.UntilAsync(() => running.Health.State == WorkerHealth.Paused, Recovery);
        await node.StartAgainAsync();
        await running.FinishAsync(Documents);
        await running.HoldAsync();
    }

    [Fact]
    public async Task ADocumentThatIsDeliveredTwiceCostsOneModelCallAndGivesOneEvent()
    {
        Uri broker = Servers.RabbitMq();
        await using Running running = await Running.StartAsync(broker, broker.Port, Servers.Postgres());
        await running.FinishAsync(Documents);
        await running.SendAsync(Documents);
        await running.DeliverAsync(2 * Documents);
        await running.HoldAsync();
        Assert.Equal(Documents, running.Ground.Repeats);
    }

    /// <summary>A worker in this process on real servers, with more documents than it has finished when the fault comes.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly KeptLog log = new();
        private readonly ServiceProvider services;
        private readonly ConcurrentDictionary<string, bool> finished = new(StringComparer.Ordinal);
        private int deliveries;
        private int rejected;
        private int calls;

        private Running(ServersGround ground)
        {
            Ground = ground;
            Dictionary<string, string?> settings = new(ground.Settings, StringComparer.Ordinal)
            {
                ["Messaging:RabbitMq:Heartbeat"] = "00:00:02",
                ["Messaging:RabbitMq:ConfirmTimeout"] = "00:00:03",
                ["Intake:Concurrency"] = "2",
            };
            ServiceCollection registered = new();
            registered.AddLogging(logging => logging.AddProvider(log)).AddWorker(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
            ServiceDescriptor gateway = registered.Last(service => service.ServiceType == typeof(IModelGateway));
            registered.AddSingleton(provider => Marks.Around<IModelGateway>(
                (IModelGateway)ActivatorUtilities.CreateInstance(provider, gateway.ImplementationType!),
                before: (_, arguments) => Interlocked.Add(ref calls, arguments is [RenderedPrompt { Prompt.Name: not "chain-placement" }, ..] ? 1 : 0)));
            services = registered.BuildServiceProvider();
            Worker = services.GetRequiredService<DocumentWorker>();
            Worker.Finished = document =>
            {
                Interlocked.Increment(ref document.Rejected is null ? ref deliveries : ref rejected);
                finished.TryAdd(document.DocumentId, true);
            };
        }

        public ServersGround Ground { get; }

        public WorkerReport Health => services.GetRequiredService<WorkerHealth>().Look();

        private DocumentWorker Worker { get; }

        public static async Task<Running> StartAsync(Uri broker, int port, string postgres)
        {
            ServersGround ground = new(broker, postgres, new UriBuilder(broker) { Host = "127.0.0.1", Port = port }.Uri);
            await ground.PrepareAsync();
            Running running = new(ground);
            await running.SendAsync(Documents);
            await running.Worker.StartAsync(default);
            return running;
        }

        /// <summary>Sends so many documents, the same ones at every call, by a way that no fault touches.</summary>
        public async Task SendAsync(int count)
        {
            await using IMessageTransport direct = Transports.Open(
                new MessagingOptions { Transport = TransportKind.RabbitMq, Queue = Ground.Settings["Messaging:Queue"]!, Topic = Ground.Settings["Messaging:Topic"]!, RabbitMq = new() { Address = Ground.Broker } },
                TimeProvider.System);
            await direct.Queue.SendAsync([.. Enumerable.Range(0, count).Select(Document)], default);
        }

        /// <summary>Until so many different documents are finished.</summary>
        public Task FinishAsync(int count) => UntilAsync(() => finished.Count >= count, Recovery);

        /// <summary>Until documents were finished so often, repeats included.</summary>
        public Task DeliverAsync(int count) => UntilAsync(() => Volatile.Read(ref deliveries) >= count, Recovery);

        public async Task UntilAsync(Func<bool> condition, TimeSpan limit)
        {
            long start = TimeProvider.System.GetTimestamp();
            while (!condition())
            {
                Assert.True(TimeProvider.System.GetElapsedTime(start) < limit, $"what was waited for did not come within {limit}; {finished.Count} documents are finished, {rejected} dead-lettered, and the worker is {Health}; the end of its log:\n{log}");
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }
        }

        /// <summary>The invariant.</summary>
        public async Task HoldAsync()
        {
            await Worker.StopAsync(default);
            await Ground.ConsumeAsync();
            Assert.Equal(Documents, Ground.Published.Count);
            Assert.Equal(Documents, calls);
            Assert.Equal(0, rejected);
            Assert.Equal(new LedgerCounts(Documents, Documents, 0, 0, 0), await Ground.Ledger.CountAsync(default) with { Completions = 0 });
            Assert.Equal(0, (await Ground.Transport.Queue.CountAsync(default)).DeadLettered);
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await Ground.DisposeAsync();
        }

        private static OutgoingMessage Document(int number)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"d{number}");
            return new OutgoingMessage(id, JsonSerializer.SerializeToUtf8Bytes(
                new DocumentSubmitted(1, id, DocumentKind.News, new DocumentSource(Content: $"第{id}号有限公司位于江苏省苏州市。")), ContractJson.Options));
        }
    }
}
