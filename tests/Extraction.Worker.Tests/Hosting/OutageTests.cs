using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.TestKit;
using Extraction.Worker.Hosting.Health;
using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Extraction.Worker.Tests.Hosting;

/// <summary>Someone else is down: no document pays for it, and nobody has to start anything again.</summary>
public sealed class OutageTests
{
    private const int Documents = 6;

    private static IEnumerable<string> Ids => Enumerable.Range(0, Documents).Select(number => $"d{number}");

    [Fact]
    public async Task WhileTheModelIsDownTheIntakePausesAndHealthSaysWhy()
    {
        await using WorkerBench bench = new();
        bool down = true;
        bench.Model.Answer = prompt => down ? new RetryReason("The model is down; start it.", null) : Answer(prompt);
        await bench.SendAsync(Ids);
        await bench.Worker.StartAsync(default);
        await bench.UntilAsync(() => bench.Health.State == WorkerHealth.Paused);
        Assert.Equal("The model is down; start it.", bench.Health.Sentence);

        // Ten minutes of it: the pauses grow to half a minute, and each ends with one message as a probe.
        bench.Tick = TimeSpan.FromSeconds(1);
        DateTimeOffset until = bench.Time.GetUtcNow().AddMinutes(10);
        await bench.UntilAsync(() => bench.Time.GetUtcNow() >= until);
        Assert.InRange(bench.Model.Calls, 5, 30);
        Assert.Empty(bench.Finished);
        down = false;
        await AllFinishAsync(bench);
        Assert.Equal(WorkerHealth.Working, bench.Health.State);
    }

    [Fact]
    public async Task AModelIsNotAskedBeforeTheTimeItNames()
    {
        await using WorkerBench bench = new();
        List<DateTimeOffset> asked = [];
        bench.Model.Answer = prompt =>
        {
            bench.Tick = TimeSpan.FromSeconds(1);
            asked.Add(bench.Time.GetUtcNow());
            return asked.Count == 1 ? new RetryReason("The model is throttled.", TimeSpan.FromMinutes(3)) : Answer(prompt);
        };
        await bench.SendAsync("d0");
        await bench.Worker.StartAsync(default);
        await bench.UntilAsync(() => bench.Finished.Count == 1);
        Assert.Equal(2, asked.Count);
        Assert.True(asked[1] - asked[0] >= TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task WhileEventsCannotBePublishedTheIntakePausesAndNoModelIsAskedAgain()
    {
        await using WorkerBench bench = new();
        bench.Model.Answer = Answer;
        bench.Transport.Refusal = new MessagingUnavailableException("The topic is away; look at the broker.");
        await bench.SendAsync(Ids);
        await bench.Worker.StartAsync(default);
        await bench.UntilAsync(() => bench.Transport.Calls >= 4 * Documents || (bench.Transport.Calls > 8 && bench.Health.State == WorkerHealth.Paused));
        Assert.Equal("The topic is away; look at the broker.", bench.Health.Sentence);
        bench.Transport.Refusal = null;
        await AllFinishAsync(bench);
        Assert.Equal(Documents, bench.Model.Calls);
    }

    [Fact]
    public async Task ATopicThatIsMissingOrForbiddenIsAnOutageToo()
    {
        await using WorkerBench bench = new();
        bench.Model.Answer = Answer;
        bench.Transport.Refusal = new QueueNotFoundException("chain-placements", "the broker");
        await bench.SendAsync(Ids);
        await bench.Worker.StartAsync(default);
        await bench.UntilAsync(() => bench.Health.State == WorkerHealth.Paused);
        Assert.Contains("create it", bench.Health.Sentence, StringComparison.Ordinal);
        bench.Transport.Refusal = null;
        await AllFinishAsync(bench);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task ALedgerThatGoesAwayInTheMiddleIsNotTakenForADyingWorker(int afterWrites)
    {
        await using WorkerBench bench = new(KeyValuePair.Create("Intake:Concurrency", (string?)"1"));
        bench.Model.Answer = Answer;
        await bench.SendAsync(Ids);
        await bench.Worker.StartAsync(default);
        for (int outage = 0; outage < 5 && bench.Finished.Count < Documents; outage++)
        {
            int refused = bench.Database.Refused;
            bench.Database.DownAfterWrites = afterWrites;
            await bench.UntilAsync(() => bench.Database.Refused > refused + 3 || bench.Finished.Count == Documents);
            bench.Database.DownAfterWrites = 0;
            bench.Database.Down = false;
        }

        await AllFinishAsync(bench);
        Assert.Equal(Documents, bench.Model.Calls);
    }

    [Fact]
    public async Task WhileTheLedgerIsAwayHealthSaysSoAndNothingIsOpened()
    {
        await using WorkerBench bench = new();
        bench.Model.Answer = Answer;
        await bench.Worker.StartAsync(default);
        bench.Database.Down = true;
        await bench.SendAsync(Ids);
        await bench.UntilAsync(() => bench.Health.State == WorkerHealth.Paused);
        Assert.Equal("The ledger is away; start it.", bench.Health.Sentence);
        Assert.Equal(0, bench.Model.Calls);
        bench.Database.Down = false;
        await AllFinishAsync(bench);
        await bench.UntilAsync(async () => Assert.Single(await bench.Ledger.WorkersAsync(default)) is { State: WorkerHealth.Working, Finished: Documents });
    }

    [Fact]
    public async Task ALedgerThatIsFoundDamagedPausesTheIntakeAndHealthSaysSo()
    {
        await using WorkerBench bench = new();
        bench.Model.Answer = Answer;
        await bench.Ledger.MigrateAsync(default);
        using (SqliteConnection connection = new($"Data Source={bench.Folder.File("ledger.db")};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand drop = connection.CreateCommand();
            drop.CommandText = "DROP INDEX audit_by_time";
            drop.ExecuteNonQuery();
        }

        await bench.Worker.StartAsync(default);
        await bench.UntilAsync(() => bench.Health.State == WorkerHealth.Paused);
        Assert.Contains("ledger.db is damaged", bench.Health.Sentence, StringComparison.Ordinal);
        await bench.SendAsync(Ids);
        DateTimeOffset until = bench.Time.GetUtcNow().AddMinutes(5);
        await bench.UntilAsync(() => bench.Time.GetUtcNow() >= until);
        Assert.Empty(bench.Finished);
        Assert.Equal(0, bench.Model.Calls);
        Assert.Contains("ledger.db is damaged", bench.Health.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFullDiskUnderTheFileOfEventsLeavesNoHalfLineAndCostsNothing()
    {
        using SmallDisk disk = SmallDisk.Mount();
        string file = disk.File("events.jsonl");
        await using WorkerBench bench = new(KeyValuePair.Create("Publishing:JsonLinesPath", (string?)file));
        bench.Model.Answer = Answer;
        string filler = disk.Fill();
        await bench.SendAsync(Ids);
        await bench.Worker.StartAsync(default);
        await bench.UntilAsync(() => bench.Health.State == WorkerHealth.Paused);
        Assert.Contains("free space", bench.Health.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(file).Length);
        File.Delete(filler);
        await AllFinishAsync(bench);
        Assert.Equal(Documents, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Count(line => line.EndsWith('}')));
    }

    [Fact]
    public async Task WhatIsDeliveredAgainWhileItIsWorkedOnWaitsForItsResult()
    {
        await using WorkerBench bench = new();
        await bench.Ledger.MigrateAsync(default);
        TaskCompletionSource asked = new();
        TaskCompletionSource answered = new();
        bench.Model.Answer = Answer;
        bench.Model.Asked = () =>
        {
            asked.TrySetResult();
            return answered.Task;
        };
        await bench.SendAsync("d0");
        await using IMessageReceiver receiver = bench.Transport.Queue.OpenReceiver();
        Task<Settlement> first = bench.Handler.HandleAsync(Assert.Single(await receiver.ReceiveAsync(1, TimeSpan.Zero, default)), default);
        await asked.Task;
        bench.Time.Advance(TimeSpan.FromMinutes(2)); // its lock has run out, as when the connection is cut
        IReceivedMessage again = Assert.Single(await receiver.ReceiveAsync(1, TimeSpan.Zero, default));
        Task<Settlement> second = bench.Handler.HandleAsync(again, default);
        Assert.Single(await bench.AttemptsAsync("d0"));
        answered.SetResult();
        Assert.Equal([Settlement.Done, Settlement.Done], await Task.WhenAll(first, second));
        Assert.Equal(1, bench.Model.Calls);
        Assert.Single(await bench.PublishedAsync());
        Assert.All(await bench.AttemptsAsync("d0"), attempt => Assert.Equal(nameof(AttemptOutcome.Done), attempt.Outcome));
    }

    [Fact]
    public async Task OneThatItsWorkerDiedOfTwiceRunsAloneAndTakesNobodyWithIt()
    {
        await using WorkerBench bench = new(KeyValuePair.Create("Intake:Concurrency", (string?)"4"));
        await bench.SendAsync("poison", "d1", "d2", "d3");
        await bench.Ledger.MigrateAsync(default);
        for (int death = 0; death < 2; death++)
        {
            // As a worker leaves it that was killed with all four in its hands.
            await using IMessageReceiver receiver = bench.Transport.Queue.OpenReceiver();
            foreach (IReceivedMessage message in await receiver.ReceiveAsync(4, TimeSpan.Zero, default))
            {
                await bench.Ledger.BeginAttemptAsync(message.Id, message.Id, "killed", default);
            }

            bench.Time.Advance(TimeSpan.FromMinutes(2));
        }

        bench.Model.Answer = Answer;
        List<int> unfinished = [];
        bench.Model.Asked = async () =>
        {
            int others = 0;
            foreach (string id in (string[])["poison", "d1", "d2", "d3"])
            {
                others += (await bench.AttemptsAsync(id)).Count(attempt => attempt.EndedAt is null && attempt.Worker == "bench");
            }

            unfinished.Add(others);
        };
        await bench.Worker.StartAsync(default);
        await bench.UntilAsync(() => bench.Finished.Count == 4);
        Assert.All(bench.Finished, document => Assert.Null(document.Rejected));
        Assert.Equal([1, 1, 1, 1], unfinished);
    }

    private static Outcome<ModelReply> Answer(RenderedPrompt prompt) => ScriptedGateway.Companies("某地有限公司");

    /// <summary>All documents finish once, none is dead-lettered, and no attempt is left open or was spent.</summary>
    private static async Task AllFinishAsync(WorkerBench bench)
    {
        await bench.UntilAsync(async () => bench.Finished.Count >= Documents && await bench.Transport.Queue.CountAsync(default) is { Active: 0, Locked: 0, Scheduled: 0 });
        await bench.UntilAsync(async () => (await bench.Ledger.CountAsync(default)).UnfinishedAttempts == 0);
        Assert.All(bench.Finished, document => Assert.Null(document.Rejected));
        Assert.Equal(Ids.Order(), bench.Finished.Select(document => document.DocumentId).Distinct().Order());
        Assert.Equal(0, (await bench.Transport.Queue.CountAsync(default)).DeadLettered);
        foreach (string id in Ids)
        {
            IReadOnlyList<AttemptRecord> attempts = await bench.AttemptsAsync(id);
            Assert.DoesNotContain(attempts, attempt => attempt.Outcome == nameof(AttemptOutcome.Failed));
            Assert.Contains(attempts, attempt => attempt.Outcome == nameof(AttemptOutcome.Done));
        }

        Assert.Equal((await bench.PublishedAsync()).Distinct().Count(), (await bench.PublishedAsync()).Count);
    }
}
