using Extraction.Conformance.Crashes;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Conformance.Faults;

/// <summary>The broker fails under a running worker: the worker goes on by itself, asks no model twice, loses nothing and blames no document.</summary>
[Collection(Processes.Name)]
public sealed class BrokerFaultTests
{
    private const int Documents = RunningWorker.Documents;

    [Fact]
    public async Task ConnectionsThatAreHalfOpenAreGivenUpAndMadeAnew()
    {
        Uri broker = Servers.RabbitMq();
        await using TcpProxy proxy = new(broker.Host, broker.Port);
        await using RunningWorker running = await RunningWorker.StartAsync(broker, proxy.Port, Servers.Postgres());
        await running.FinishAsync(5);
        proxy.Stall();
        await running.UntilPausedAsync();
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
        await using RunningWorker running = await RunningWorker.StartAsync(broker, proxy.Port, Servers.Postgres());
        await running.FinishAsync(5);
        proxy.Stall();
        int accepted = proxy.Accepted;
        await running.UntilAsync(() => proxy.Accepted > accepted); // a new connection waits for the first answer
        proxy.Forget();
        await running.FinishAsync(Documents);
        await running.HoldAsync();
    }

    [Fact]
    public async Task ABrokerThatConfirmsNothingGetsTheSameEventsAgain()
    {
        Uri broker = Servers.RabbitMq();
        await using TcpProxy proxy = new(broker.Host, broker.Port);
        await using RunningWorker running = await RunningWorker.StartAsync(broker, proxy.Port, Servers.Postgres());
        await running.FinishAsync(5);
        proxy.StallAnswers();
        await running.UntilPausedAsync();
        proxy.Cut(refuse: false);
        await running.FinishAsync(Documents);
        await running.HoldAsync();
    }

    [Fact]
    public async Task ConnectionsThatAreResetAreMadeAnew()
    {
        Uri broker = Servers.RabbitMq();
        await using TcpProxy proxy = new(broker.Host, broker.Port);
        await using RunningWorker running = await RunningWorker.StartAsync(broker, proxy.Port, Servers.Postgres());
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
        await using RunningWorker running = await RunningWorker.StartAsync(broker, proxy.Port, Servers.Postgres());
        await running.FinishAsync(5);
        answers.Silence();
        await running.FinishAsync(Documents);
        await running.HoldAsync();
    }

    [Fact]
    public async Task ABrokerThatIsKilledAndOneThatIsRestartedAreFoundAgain()
    {
        await using RabbitNode node = await RabbitNode.StartAsync();
        await using RunningWorker running = await RunningWorker.StartAsync(node.Address, node.Address.Port, Servers.Postgres());
        await running.FinishAsync(5);
        await node.HoldsAsync(((ServersGround)running.Ground).Queues);
        await node.KillAsync();
        await running.UntilPausedAsync();
        await node.StartAgainAsync();
        await running.FinishAsync(20);
        await node.StopAsync();
        await running.UntilPausedAsync();
        await node.StartAgainAsync();
        await running.FinishAsync(Documents);
        await running.HoldAsync();
    }

    [Fact]
    public async Task ADocumentThatIsDeliveredTwiceCostsOneModelCallAndGivesOneEvent()
    {
        Uri broker = Servers.RabbitMq();
        await using RunningWorker running = await RunningWorker.StartAsync(broker, broker.Port, Servers.Postgres());
        await running.FinishAsync(Documents);
        await running.SendAsync(Documents);
        await running.DeliverAsync(2 * Documents);
        await running.HoldAsync();
        Assert.Equal(Documents, running.Ground.Repeats);
    }
}
