using System.Net.Sockets;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Conformance.Faults;

/// <summary>The broker fails under a running worker: the worker goes on by itself, asks no model twice, loses nothing and blames no document.</summary>
public abstract class BrokerFaults
{
    private protected const int Documents = RunningWorker.Documents;

    /// <summary>What the broker is called in sentences for operators.</summary>
    private protected abstract string Broker { get; }

    [Fact]
    public Task ConnectionsThatAreHalfOpenAreGivenUpAndMadeAnew() => OutlivesAsync(async (proxy, running) =>
    {
        proxy.Stall();
        await running.UntilPausedAsync();
        Assert.Contains(Broker, running.Health.Sentence, StringComparison.Ordinal);
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
    public async Task ADocumentThatIsDeliveredTwiceCostsOneModelCallAndGivesOneEvent()
    {
        await using RunningWorker running = await StartAsync(proxy: null);
        await running.FinishAsync(Documents);
        await running.SendAsync(Documents);
        await running.DeliverAsync(2 * Documents);
        await running.HoldAsync();
        Assert.Equal(Documents, running.Ground.Repeats);
    }

    /// <summary>A proxy before the broker; skips the test where there is no broker.</summary>
    /// <param name="answers">Carries the broker's answers in the proxy's place.</param>
    private protected abstract TcpProxy Before(Func<NetworkStream, NetworkStream, CancellationToken, Task>? answers);

    /// <summary>A worker that reaches the broker through the proxy, if there is one, and documents for it.</summary>
    private protected abstract Task<RunningWorker> StartAsync(TcpProxy? proxy);

    /// <summary>A worker that is connected through a proxy has finished a few documents; after the fault it finishes them all, and the rules hold.</summary>
    private protected async Task OutlivesAsync(Func<TcpProxy, RunningWorker, Task> fault, Func<NetworkStream, NetworkStream, CancellationToken, Task>? answers = null)
    {
        await using TcpProxy proxy = Before(answers);
        await using RunningWorker running = await StartAsync(proxy);
        await running.FinishAsync(5);
        await fault(proxy, running);
        await running.FinishAsync(Documents);
        await running.HoldAsync();
    }
}
