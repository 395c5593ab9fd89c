using System.Net.Sockets;
using Extraction.Conformance.Crashes;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Conformance.Faults;

/// <summary>RabbitMQ with a ledger in PostgreSQL, and what only happens with RabbitMQ.</summary>
[Collection(Processes.Name)]
public sealed class BrokerFaultTests : BrokerFaults
{
    private protected override string Broker => "RabbitMQ";

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

    private protected override TcpProxy Before(Func<NetworkStream, NetworkStream, CancellationToken, Task>? answers) =>
        new(Servers.RabbitMq().Host, Servers.RabbitMq().Port, answers);

    private protected override Task<RunningWorker> StartAsync(TcpProxy? proxy) =>
        RunningWorker.StartAsync(Servers.RabbitMq(), proxy?.Port ?? Servers.RabbitMq().Port, Servers.Postgres());
}
