using Extraction.Worker.DeadLetters;
using Extraction.Worker.DeadLetters.Replaying;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Extraction.Worker.Tests.DeadLetters.DeadLetterBench;

namespace Extraction.Worker.Tests.DeadLetters;

public sealed class ReplayTests
{
    private static readonly DeadLetterReason Again = new(Corrupt, "Wrong again.", "read");

    [Fact]
    public async Task OnlyWhatTheFilterShowedIsTouched()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Empty, Enumerable.Range(0, 150).Select(number => $"before-{number}"));
        await bench.DeadLetterAsync(Corrupt, "wanted-1", "wanted-2");
        await bench.DeadLetterAsync(Empty, "after");
        ReplayReport report = await bench.ReplayAsync(new DeadLetterFilter { Codes = [Corrupt] });
        Assert.Equal((ReplayEnd.Finished, 2, 0), (report.End, report.Sent, report.Left));
        Assert.Equal(["wanted-1", "wanted-2"], (await bench.PeekAsync(SubQueue.Main)).Select(message => message.Id));
        List<PeekedMessage> rest = await bench.PeekAsync(SubQueue.DeadLetters);
        Assert.Equal(151, rest.Count);
        Assert.All(rest, message => Assert.Equal((MessageState.Active, 0), (message.State, message.DeliveryCount)));
    }

    [Fact]
    public async Task WhatBecameADeadLetterAfterTheListingIsLeft()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "listed");
        List<DeadLetter> letters = await bench.ListAsync();
        await bench.DeadLetterAsync(Corrupt, "later");
        await new DeadLetterReplay(bench.Queue, bench.Ledger, bench.Time).RunAsync(Request with { Patience = TimeSpan.Zero }, letters, _ => { }, default);
        Assert.Equal("later", Assert.Single(await bench.ListAsync()).Id);
    }

    [Fact]
    public async Task AReplayIsAFreshMessageThatNamesItsDeadLetterAndItsPrompt()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "doc");
        string key = Assert.Single(await bench.ListAsync()).Key;
        await bench.ReplayAsync(request: Request with { Patience = TimeSpan.Zero, Prompt = "company-profile@1.1.0" });
        PeekedMessage sent = Assert.Single(await bench.PeekAsync(SubQueue.Main));
        Assert.Equal(new Dictionary<string, string> { [MessageHeaders.Prompt] = "company-profile@1.1.0", [MessageHeaders.Replay] = key }, sent.Headers);
        Assert.Equal(0, sent.DeliveryCount);
    }

    [Fact]
    public async Task BatchesGrowWhileAllGoesWell()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, Enumerable.Range(0, 60).Select(number => $"doc-{number}"));
        KillableQueue queue = new(bench.Queue);
        Task<ReplayReport> replay = bench.ReplayAsync(Request, null, queue, _ => { }, default);
        ReplayReport report = await bench.RunAsync(replay, () => bench.HandleAsync(_ => null));
        Assert.Equal((ReplayEnd.Finished, 60), (report.End, report.Count(ReplayStep.Succeeded)));
        Assert.Equal([1, 2, 5, 10, 20, 22], queue.SentAtOnce);
    }

    [Fact]
    public async Task TheFirstThatFailsAgainWithTheSameCodeStopsTheReplay()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, Enumerable.Range(0, 100).Select(number => $"doc-{number}"));
        List<ReplayedItem> items = [];
        Task<ReplayReport> replay = bench.ReplayAsync(Request, null, null, items.Add, default);
        ReplayReport report = await bench.RunAsync(replay, () => bench.HandleAsync(_ => Again));
        Assert.Equal((ReplayEnd.FailedAgain, 1, 99), (report.End, report.Sent, report.Left));
        Assert.Equal([ReplayStep.Sent, ReplayStep.FailedAgain], items.Select(item => item.Step));
        Assert.Contains("1 of 1 replayed messages failed again with the same code", report.Sentence, StringComparison.Ordinal);
        Assert.Equal(100, (await bench.ListAsync()).Count);
    }

    [Fact]
    public async Task ALaterBatchThatFailsAgainStopsItToo()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, Enumerable.Range(0, 100).Select(number => $"doc-{number}"));
        int handled = 0;
        Task<ReplayReport> replay = bench.ReplayAsync(Request, null, null, _ => { }, default);
        ReplayReport report = await bench.RunAsync(replay, () => bench.HandleAsync(_ => Interlocked.Increment(ref handled) == 6 ? Again : null));
        Assert.Equal((ReplayEnd.FailedAgain, 8, 7, 1), (report.End, report.Sent, report.Count(ReplayStep.Succeeded), report.Count(ReplayStep.FailedAgain)));
    }

    [Fact]
    public async Task AShareThatMayFailAgainIsTolerated()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, Enumerable.Range(0, 38).Select(number => $"doc-{number}"));
        int handled = 0;
        Task<ReplayReport> replay = bench.ReplayAsync(Request with { Tolerance = 0.25 }, null, null, _ => { }, default);
        ReplayReport report = await bench.RunAsync(replay, () => bench.HandleAsync(_ => Interlocked.Increment(ref handled) % 6 == 0 ? Again : null));
        Assert.Equal((ReplayEnd.Finished, 38, 6), (report.End, report.Sent, report.Count(ReplayStep.FailedAgain)));
    }

    [Fact]
    public async Task AnotherCodeIsToldAndDoesNotStopIt()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "a", "b", "c");
        Task<ReplayReport> replay = bench.ReplayAsync(Request, null, null, _ => { }, default);
        ReplayReport report = await bench.RunAsync(replay, () => bench.HandleAsync(_ => new DeadLetterReason(Empty, "Now it is empty.", "read")));
        Assert.Equal((ReplayEnd.Finished, 3), (report.End, report.Count(ReplayStep.FailedOtherwise)));
    }

    [Fact]
    public async Task ABatchThatIsNotSettledInTimeStopsIt()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "a", "b", "c");
        await using IMessageReceiver slow = bench.Queue.OpenReceiver();
        Task<ReplayReport> replay = bench.ReplayAsync(Request, null, null, _ => { }, default);
        ReplayReport report = await bench.RunAsync(replay, () => slow.ReceiveAsync(1, TimeSpan.Zero, default));
        Assert.Equal((ReplayEnd.OutOfPatience, 1, 2), (report.End, report.Sent, report.Left));
    }

    [Fact]
    public async Task WhereNobodyReceivesAllAreSentAndThatIsSaid()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, Enumerable.Range(0, 30).Select(number => $"doc-{number}"));
        DateTimeOffset start = bench.Time.GetUtcNow();
        ReplayReport report = await bench.RunAsync(bench.ReplayAsync(request: Request));
        Assert.Equal((ReplayEnd.Finished, 30), (report.End, report.Sent));
        Assert.Contains("no worker was seen", report.Sentence, StringComparison.Ordinal);
        Assert.InRange(bench.Time.GetUtcNow() - start, Request.UntilNobodyReceives, Request.UntilNobodyReceives * 2);
    }

    [Fact]
    public async Task AWorkerWithALedgerOfItsOwnIsFollowedByTheQueue()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "a", "b", "c");
        await using IMessageReceiver stranger = bench.Queue.OpenReceiver();
        Task<ReplayReport> replay = bench.ReplayAsync(Request, null, null, _ => { }, default);
        ReplayReport report = await bench.RunAsync(replay, async () =>
        {
            foreach (IReceivedMessage message in await stranger.ReceiveAsync(10, TimeSpan.Zero, default))
            {
                await message.CompleteAsync(default);
            }
        });
        Assert.Equal((ReplayEnd.Finished, 3), (report.End, report.Count(ReplayStep.LeftTheQueue)));
    }

    [Fact]
    public async Task TheRateIsNeverExceeded()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, Enumerable.Range(0, 21).Select(number => $"doc-{number}"));
        DateTimeOffset start = bench.Time.GetUtcNow();
        ReplayReport report = await bench.RunAsync(bench.ReplayAsync(request: Request with { Patience = TimeSpan.Zero, Rate = 5 }));
        Assert.Equal(21, report.Sent);
        Assert.True((bench.Time.GetUtcNow() - start).TotalSeconds >= 4);
    }

    [Theory]
    [InlineData(5, 1, 200)]
    [InlineData(0.5, 1, 2000)]
    [InlineData(1000, 100, 100)]
    [InlineData(5000, 100, 20)]
    public async Task ThePaceSpreadsMessagesEvenly(double rate, int step, int milliseconds)
    {
        FakeTimeProvider time = new();
        Pace pace = new(rate, time);
        Assert.Equal(step, pace.Step);
        await pace.WaitAsync(step, default);
        for (int turn = 0; turn < 5; turn++)
        {
            Task next = pace.WaitAsync(step, default);
            time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
            Assert.False(next.IsCompleted);
            time.Advance(TimeSpan.FromMilliseconds(1));
            await next;
        }
    }

    [Fact]
    public async Task WhatSomebodyElseSettledIsToldAsGone()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "a", "b");
        List<DeadLetter> letters = await bench.ListAsync();
        await bench.ReplayAsync(new DeadLetterFilter { Ids = ["a"] });
        ReplayReport report = await new DeadLetterReplay(bench.Queue, bench.Ledger, bench.Time)
            .RunAsync(Request with { Patience = TimeSpan.Zero }, letters, _ => { }, default);
        Assert.Equal((ReplayEnd.Finished, 1, 1, 0), (report.End, report.Sent, report.Count(ReplayStep.Gone), report.Left));
    }

    [Fact]
    public async Task WhatStaysInOtherHandsIsTold()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "a", "b");
        await using IMessageReceiver other = bench.Queue.OpenReceiver(SubQueue.DeadLetters);
        await other.ReceiveAsync(1, TimeSpan.Zero, default);
        ReplayReport report = await bench.ReplayAsync();
        Assert.Equal((ReplayEnd.Incomplete, 1, 1), (report.End, report.Sent, report.Count(ReplayStep.InOtherHands)));
    }

    [Fact]
    public async Task TheAuditSaysWhoAndWhy()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "doc");
        string key = Assert.Single(await bench.ListAsync()).Key;
        await bench.ReplayAsync();
        AuditEntry entry = Assert.Single(await bench.Ledger.AuditAsync(["doc"], default));
        Assert.Equal(("鲍勃", "replay", "the parser was mended"), (entry.Who, entry.Action, entry.Why));
        Assert.Equal(new AuditDetail(bench.Queue.Name, key, Corrupt, null, null), AuditDetail.Read(entry));
        Assert.Equal(["replay-began", "replay-ended"], (await bench.Ledger.AuditAsync([bench.Queue.Name], default)).Select(one => one.Action));
    }
}
