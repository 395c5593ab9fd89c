using System.Net.Sockets;
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
    public Task ConnectionsThatAreHalfOpenAreGivenUpAndMadeAnew() => OutlivesAsync(async (proxy, running) =>
    {
        proxy.Stall();
        await running.UntilPausedAsync();
        Assert.Contains("RabbitMQ", running.Health.Sentence, StringComparison.Ordinal);
        proxy.Carry();
    });

    [Fact]
    public Task ConnectionsThatAreNeverAnsweredAgainAreGivenUp() => OutlivesAsync(async (proxy, running) =>
    {
        proxy.Stall();
        int accepted = proxy.Accepted;
        await running.UntilAsync(() => proxy.Accepted > accepted); // a new connection waits for the first answer
        proxy.Forget();
    });

    [Fact]
    public Task ABrokerThatConfirmsNothingGetsTheSameEventsAgain() => OutlivesAsync(async (proxy, running) =>
    {
        proxy.StallAnswers();
        await running.UntilPausedAsync();
        proxy.Cut(refuse: false);
    });

    [Fact]
    public Task ConnectionsThatAreResetAreMadeAnew() => OutlivesAsync(async (proxy, running) =>
    {
        for (int finished = 5; finished < Documents; finished += 12)
        {
            await running.FinishAsync(finished);
            proxy.Cut(refuse: false);
        }
    });

    [Fact]
    public Task AChannelThatIsNeverConfirmedAgainIsReplaced()
    {
        UnconfirmedChannels answers = new();
        return OutlivesAsync(
            (_, _) =>
            {
                answers.Silence();
                return Task.CompletedTask;
            },
            answers.CopyAsync);
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

    /// <summary>A worker that is connected through a proxy has finished a few documents; after the fault it finishes them all, and the rules hold.</summary>
    private static async Task OutlivesAsync(Func<TcpProxy, RunningWorker, Task> fault, Func<NetworkStream, NetworkStream, CancellationToken, Task>? answers = null)
    {
        Uri broker = Servers.RabbitMq();
        await using TcpProxy proxy = new(broker.Host, broker.Port, answers);
        await using RunningWorker running = await RunningWorker.StartAsync(broker, proxy.Port, Servers.Postgres());
        await running.FinishAsync(5);
        await fault(proxy, running);
        await running.FinishAsync(Documents);
        await running.HoldAsync();
    }
}
