using Extraction.Worker.DeadLetters;
using Extraction.Worker.DeadLetters.Replaying;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Xunit;
using static Extraction.Worker.Tests.DeadLetters.DeadLetterBench;

namespace Extraction.Worker.Tests.DeadLetters;

/// <summary>Kills, cancellations and rivals: nothing is lost, and nothing is sent twice.</summary>
public sealed class ReplayFaultTests
{
    private static readonly string[] Points = ["before-send", "after-send", "before-complete", "after-complete", "after-receive"];

    [Fact]
    public async Task FiveThousandReplayedWithFiveKillsAreExactlyFiveThousand()
    {
        await using DeadLetterBench bench = await OpenAsync();
        string[] ids = [.. Enumerable.Range(0, 5000).Select(number => $"doc-{number}")];
        await bench.DeadLetterAsync(Corrupt, ids);
        foreach (string point in Points)
        {
            await KillAsync(bench, point, 7, bench.Queue.Capabilities);
        }

        Assert.Equal(ReplayEnd.Finished, (await bench.ReplayAsync()).End);
        List<PeekedMessage> sent = await bench.PeekAsync(SubQueue.Main);
        Assert.Equal(ids.Order(StringComparer.Ordinal), sent.Select(message => message.Id).Order(StringComparer.Ordinal));
        Assert.All(sent, message => Assert.Equal(0, message.DeliveryCount));
        Assert.Empty(await bench.PeekAsync(SubQueue.DeadLetters));
    }

    [Theory]
    [InlineData("before-send")]
    [InlineData("before-complete")]
    [InlineData("after-complete")]
    [InlineData("after-receive")]
    public async Task WhereTheBrokerDropsNoDuplicatesTheAuditDoes(string point)
    {
        await using DeadLetterBench bench = await OpenAsync(TimeSpan.Zero);
        TransportCapabilities forgetful = bench.Queue.Capabilities with { DropsDuplicates = false };
        await bench.DeadLetterAsync(Corrupt, Enumerable.Range(0, 60).Select(number => $"doc-{number}"));
        await KillAsync(bench, point, 3, forgetful);
        await bench.ReplayAsync(queue: new KillableQueue(bench.Queue) { Capabilities = forgetful });
        Assert.Equal(60, (await bench.PeekAsync(SubQueue.Main)).Count);
        Assert.Empty(await bench.PeekAsync(SubQueue.DeadLetters));
    }

    [Fact]
    public async Task WithoutDuplicateDetectionAKillRightAfterTheSendRepeatsUnderTheSameIdAndMark()
    {
        await using DeadLetterBench bench = await OpenAsync(TimeSpan.Zero);
        await bench.DeadLetterAsync(Corrupt, "doc");
        await KillAsync(bench, "after-send", 1, bench.Queue.Capabilities with { DropsDuplicates = false });
        await bench.ReplayAsync();
        List<PeekedMessage> sent = await bench.PeekAsync(SubQueue.Main);
        Assert.Equal(2, sent.Count);
        Assert.Single(sent.Select(message => (message.Id, message.Headers[MessageHeaders.Replay])).Distinct());
    }

    [Fact]
    public async Task TwoReplaysOfOneFilterAtOnceSendNothingTwice()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, Enumerable.Range(0, 500).Select(number => $"doc-{number}"));
        Task<ReplayReport> one = Task.Run(() => bench.ReplayAsync());
        Task<ReplayReport> other = Task.Run(() => bench.ReplayAsync());
        ReplayReport[] reports = [await bench.RunAsync(one), await bench.RunAsync(other)];
        Assert.Equal(500, reports.Sum(report => report.Sent));
        Assert.Equal(500, (await bench.PeekAsync(SubQueue.Main)).Select(message => message.Id).Distinct().Count());
        Assert.Equal(500, (await bench.PeekAsync(SubQueue.Main)).Count);
        Assert.Empty(await bench.PeekAsync(SubQueue.DeadLetters));
    }

    [Fact]
    public async Task ACancelLeavesTheRestAsItWas()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, Enumerable.Range(0, 50).Select(number => $"doc-{number}"));
        using CancellationTokenSource cancel = new();
        int sent = 0;
        ReplayReport report = await bench.ReplayAsync(
            Request with { Patience = TimeSpan.Zero },
            null,
            null,
            _ =>
            {
                if (++sent == 8)
                {
                    cancel.Cancel();
                }
            },
            cancel.Token);
        Assert.Equal(ReplayEnd.Cancelled, report.End);
        Assert.Equal(8, report.Sent);
        Assert.Equal(42, report.Left);
        Assert.Equal(8, (await bench.PeekAsync(SubQueue.Main)).Count);
        List<PeekedMessage> rest = await bench.PeekAsync(SubQueue.DeadLetters);
        Assert.Equal(42, rest.Count);
        Assert.All(rest, message => Assert.Equal((MessageState.Active, 0), (message.State, message.DeliveryCount)));
    }

    [Fact]
    public async Task ACancelWhileTheOutcomeIsAwaitedLeavesTheRest()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "a", "b", "c");
        using CancellationTokenSource cancel = new();
        Task<ReplayReport> replay = bench.ReplayAsync(Request, null, null, _ => cancel.Cancel(), cancel.Token);
        Assert.Equal((ReplayEnd.Cancelled, 1), ((await bench.RunAsync(replay)).End, (await replay).Sent));
        Assert.Equal(2, (await bench.ListAsync()).Count);
    }

    [Fact]
    public async Task AnIdThatFailsAndIsReplayedAgainAndAgainIsNeverSwallowed()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "doc");
        for (int round = 0; round < 4; round++)
        {
            Assert.Equal(1, (await bench.ReplayAsync()).Sent);
            Assert.Equal("doc", Assert.Single(await bench.PeekAsync(SubQueue.Main)).Id);
            Assert.Equal(1, await bench.HandleAsync(_ => new DeadLetterReason(Corrupt, "Again.", "read")));
        }
    }

    [Fact]
    public async Task AReplayOverTheSizeLimitStaysAndTheOthersGo()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "a", "b", "c");
        ReplayReport report = await bench.ReplayAsync(request: Request with { Patience = TimeSpan.Zero, Prompt = new string('x', 20_000_000) });
        Assert.Equal((ReplayEnd.Incomplete, 3), (report.End, report.Count(ReplayStep.NotSent)));
        Assert.Equal(3, (await bench.ListAsync()).Count);
    }

    [Fact]
    public async Task AMessageThatIsDamagedStaysAndTheOthersGo()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(DeadLetterReason.DamagedCode, "a");
        await bench.DeadLetterAsync(Corrupt, "b");
        ReplayReport report = await bench.ReplayAsync();
        Assert.Equal((ReplayEnd.Incomplete, 1, 1), (report.End, report.Count(ReplayStep.NotSent), report.Count(ReplayStep.Sent)));
        Assert.Equal(["a"], (await bench.ListAsync()).Select(letter => letter.Id));
    }

    [Fact]
    public async Task WithoutTheLedgerNothingIsReplayedUnaudited()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "doc");
        await using SqlLedger broken = new(new Worker.Ledger.Sqlite.SqliteLedgerDatabase(Path.Combine(bench.File("messages.db"), "nowhere.db")), bench.Time);
        List<DeadLetter> letters = await bench.ListAsync();
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => new DeadLetterReplay(bench.Queue, broken, bench.Time).RunAsync(Request, letters, _ => { }, default));
        Assert.Empty(await bench.PeekAsync(SubQueue.Main));
        Assert.Single(await bench.ListAsync());
    }

    /// <summary>Begins a replay, kills its process at the n-th time that it comes to a point, and waits until the locks of the dead have run out.</summary>
    private static async Task KillAsync(DeadLetterBench bench, string point, int time, TransportCapabilities capabilities)
    {
        int came = 0;
        KillableQueue queue = new(bench.Queue) { Capabilities = capabilities, KillAt = step => step == point && Interlocked.Increment(ref came) == time };
        await Assert.ThrowsAsync<KilledException>(() => bench.ReplayAsync(queue: queue));
        bench.Time.Advance(LockTime + TimeSpan.FromSeconds(1));
    }
}
