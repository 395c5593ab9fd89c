using Dapper;
using Extraction.Worker.Ledger;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Extraction.Worker.Tests.Ledger;

/// <summary>What the ledger does, whichever database it stands on.</summary>
public abstract class SqlLedgerTests : IAsyncLifetime
{
    private static readonly ResultKey Key = new("aa", "r1");
    private SqlLedger _ledger = null!;

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    /// <summary>Opens the test's database once more, as another worker would.</summary>
    private protected abstract ILedgerDatabase OpenDatabase();

    /// <summary>Makes a database for the test.</summary>
    protected abstract Task CreateAsync();

    /// <summary>Removes it.</summary>
    protected abstract Task RemoveAsync();

    public async ValueTask InitializeAsync()
    {
        await CreateAsync();
        _ledger = Open();
        await _ledger.MigrateAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        if (_ledger is not null)
        {
            await _ledger.DisposeAsync();
            await RemoveAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task MigrationsRunOnce()
    {
        await using SqlLedger again = Open();
        Assert.Equal(0, await again.MigrateAsync(default));
    }

    [Fact]
    public async Task ATextIsKnownUnderItsRecipeAndADuplicateIsLinkedOnce()
    {
        await _ledger.RecordAsync(Key, "d", [], new TextMark("f1", "s1"), default);
        Assert.Equal([new KnownText("aa", "s1")], await _ledger.KnownTextsAsync("f1", "r1", default));
        Assert.Empty(await _ledger.KnownTextsAsync("f1", "r2", default));
        Assert.Empty(await _ledger.KnownTextsAsync("f2", "r1", default));
        await _ledger.LinkDuplicateAsync("bb", "d2", "aa", default);
        await _ledger.LinkDuplicateAsync("bb", "d2", "aa", default);
        Assert.Equal("aa", await _ledger.OriginalOfAsync("bb", default));
        Assert.Null(await _ledger.OriginalOfAsync("aa", default));
    }

    [Fact]
    public async Task AnAttemptThatNeverEndedIsCounted()
    {
        Assert.Equal(0, (await _ledger.BeginAttemptAsync("m", "d", "w1", default)).Unfinished);
        Assert.Equal(1, (await _ledger.BeginAttemptAsync("m", "d", "w1", default)).Unfinished);
        AttemptHistory third = await _ledger.BeginAttemptAsync("m", "d", "w2", default);
        await _ledger.EndAttemptAsync(third.AttemptId, AttemptOutcome.HandedBack, null, default);
        AttemptHistory fourth = await _ledger.BeginAttemptAsync("m", "d", "w2", default);
        Assert.Equal(2, fourth.Unfinished);
        Assert.Equal(0, fourth.Failed);
    }

    [Fact]
    public async Task AFailedAttemptIsCounted()
    {
        AttemptHistory first = await _ledger.BeginAttemptAsync("m", "d", "w1", default);
        await _ledger.EndAttemptAsync(first.AttemptId, AttemptOutcome.Failed, "The disk hiccuped.", default);
        AttemptHistory second = await _ledger.BeginAttemptAsync("m", "d", "w1", default);
        Assert.Equal(1, second.Failed);
        Assert.Equal(0, (await _ledger.BeginAttemptAsync("other", "d", "w1", default)).Failed);
    }

    [Fact]
    public async Task RecordedEventsWaitUntilTheyAreMarkedSent()
    {
        await _ledger.RecordAsync(Key, "d", [new("e1", "甲", "{}"), new("e2", "乙", "{}")], null, default);
        Assert.Equal(["e1", "e2"], (await _ledger.UnsentAsync(DateTimeOffset.MaxValue, 10, default)).Select(one => one.Id));
        await _ledger.MarkSentAsync(["e1", "e2"], default);
        Assert.Empty(await _ledger.UnsentAsync(DateTimeOffset.MaxValue, 10, default));
        Assert.Equal(new LedgerCounts(1, 2, 0, 0, 0), await _ledger.CountAsync(default));
    }

    [Fact]
    public async Task AFinishedDocumentGivesItsEventsAgain()
    {
        Assert.Null(await _ledger.ReopenResultAsync(Key, default));
        await _ledger.RecordAsync(Key, "d", [new("e1", "甲", "body")], null, default);
        await _ledger.MarkSentAsync(["e1"], default);
        Assert.Equal([new OutgoingEvent("e1", "甲", "body")], await _ledger.ReopenResultAsync(Key, default));
        Assert.Single(await _ledger.UnsentAsync(DateTimeOffset.MaxValue, 10, default));
        Assert.Null(await _ledger.ReopenResultAsync(Key with { Recipe = "r2" }, default));
    }

    [Fact]
    public async Task ADocumentWithoutCompaniesIsFinishedToo()
    {
        await _ledger.RecordAsync(Key, "d", [], null, default);
        Assert.Empty((await _ledger.ReopenResultAsync(Key, default))!);
    }

    [Fact]
    public async Task TheSameResultIsRecordedOnce()
    {
        await _ledger.RecordAsync(Key, "d", [new("e1", "甲", "first")], null, default);
        await _ledger.RecordAsync(Key, "d", [new("e1", "甲", "second")], null, default);
        Assert.Equal("first", Assert.Single(await _ledger.UnsentAsync(DateTimeOffset.MaxValue, 10, default)).Body);
    }

    [Fact]
    public async Task SentEventsAreToldInTheOrderOfTheirSending()
    {
        await _ledger.RecordAsync(new("a", "r"), "d", [new("e3", "甲", "{3}"), new("e1", "乙", "{1}"), new("e2", "丙", "{2}")], null, default);
        Assert.Empty(await _ledger.SentAsync(SentPlace.Beginning, 10, default));
        await _ledger.MarkSentAsync(["e2"], default);
        Time.Advance(TimeSpan.FromSeconds(1));
        await _ledger.MarkSentAsync(["e3", "e1"], default);
        SentEvent first = Assert.Single(await _ledger.SentAsync(SentPlace.Beginning, 1, default));
        Assert.Equal(("e2", "{2}"), (first.Id, first.Body));
        Assert.Equal(["e1", "e3"], (await _ledger.SentAsync(first.Place, 10, default)).Select(one => one.Id));
        Assert.Equal(["e3"], (await _ledger.SentAsync((await _ledger.SentAsync(first.Place, 1, default))[0].Place, 10, default)).Select(one => one.Id));
    }

    [Fact]
    public async Task AWorkerIsListedUntilItEndsOrWasNotHeardOfForADay()
    {
        long now = Time.GetUtcNow().ToUnixTimeMilliseconds();
        WorkerReport one = new("one", now, now, "working", null, 3, 100, 2);
        await _ledger.ReportWorkerAsync(one, default);
        await _ledger.ReportWorkerAsync(new("two", now, now, "working", null, 0, 0, 0), default);
        WorkerReport paused = one with { SeenAt = now + 1000, State = "paused", Sentence = "RabbitMQ 不在" };
        await _ledger.ReportWorkerAsync(paused, default);
        Assert.Equal(["one", "two"], (await _ledger.WorkersAsync(default)).Select(worker => worker.Worker));
        Assert.Equal(paused, (await _ledger.WorkersAsync(default))[0]);
        await _ledger.ForgetWorkerAsync("one", default);
        Assert.Equal(["two"], (await _ledger.WorkersAsync(default)).Select(worker => worker.Worker));
        await _ledger.ReportWorkerAsync(one with { SeenAt = now + (long)TimeSpan.FromDays(2).TotalMilliseconds }, default);
        Assert.Equal(["one"], (await _ledger.WorkersAsync(default)).Select(worker => worker.Worker));
    }

    [Fact]
    public async Task APaidReplyIsKept()
    {
        StoredCompletion paid = new("k", "m", "{\"companies\":[]}", "{}");
        Assert.Null(await _ledger.FindCompletionAsync("k", default));
        await _ledger.StoreCompletionAsync(paid, default);
        await _ledger.StoreCompletionAsync(paid with { Reply = "other" }, default);
        Assert.Equal(paid, await _ledger.FindCompletionAsync("k", default));
    }

    [Fact]
    public async Task ManyWritersAtOnceLoseNothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(number =>
            _ledger.RecordAsync(new ResultKey($"s{number}", "r"), "d", [new($"e{number}", "甲", "{}")], null, default)));
        Assert.Equal(500, (await _ledger.CountAsync(default)).UnsentEvents);
    }

    [Fact]
    public async Task TwoProcessesShareOneFile()
    {
        await using SqlLedger other = Open();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            (number % 2 == 0 ? _ledger : other).RecordAsync(new ResultKey($"s{number}", "r"), "d", [new($"e{number}", "甲", "{}")], null, default)));
        Assert.Equal(100, (await other.CountAsync(default)).Events);
    }

    [Fact]
    public async Task SeveralWorkersThatStartAtOnceMigrateOnce()
    {
        await RemoveAsync();
        await CreateAsync();
        SqlLedger[] workers = [.. Enumerable.Range(0, 6).Select(_ => Open())];
        int[] ran = await Task.WhenAll(workers.Select(worker => worker.MigrateAsync(default)));
        Assert.Equal(5, ran.Count(migrations => migrations == 0));
        foreach (SqlLedger worker in workers)
        {
            await worker.DisposeAsync();
        }
    }

    [Fact]
    public async Task ALedgerOfANewerWorkerIsLeftAlone()
    {
        await using ILedgerDatabase database = OpenDatabase();
        await database.WriteAsync((connection, transaction) => connection.Execute("INSERT INTO migrations (number) VALUES (999)", transaction: transaction), default);
        LedgerUnavailableException error = await Assert.ThrowsAsync<LedgerUnavailableException>(() => _ledger.MigrateAsync(default));
        Assert.Contains("newer worker", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongWriteFailsAloneAndLeavesNothing()
    {
        await using ILedgerDatabase database = OpenDatabase();
        Task[] writes =
        [
            .. Enumerable.Range(0, 50).Select(number => database.WriteAsync(
                (connection, transaction) =>
                {
                    string id = $"a{number}";
                    connection.Execute(
                        "INSERT INTO audit (audit_id, at, who, action, subject, why, detail) VALUES (@id, 1, 'w', 'a', 's', 'y', '{}')", new { id }, transaction);
                    return number == 25 ? throw new InvalidOperationException("The write itself is wrong.") : 0;
                },
                default)),
        ];
        await Assert.ThrowsAsync<InvalidOperationException>(() => writes[25]);
        await Task.WhenAll(writes.Where((_, number) => number != 25));
        Assert.Equal(49, (await _ledger.AuditAsync(["s"], default)).Count);
    }

    [Fact]
    public async Task WhatAModelMayWriteIsKept()
    {
        await _ledger.StoreCompletionAsync(new("k", "m", "zero \0 and half a pair \uD83D.", "{}"), default);
        Assert.Equal("zero \uFFFD and half a pair \uFFFD.", (await _ledger.FindCompletionAsync("k", default))!.Reply);
    }

    [Fact]
    public async Task AttemptsAreToldPerMessageAndReplay()
    {
        AttemptHistory first = await _ledger.BeginAttemptAsync(AttemptKey.Of("m", null), "d", "w1", default);
        await _ledger.EndAttemptAsync(first.AttemptId, AttemptOutcome.Rejected, "No text.", default);
        Time.Advance(TimeSpan.FromSeconds(1));
        await _ledger.BeginAttemptAsync(AttemptKey.Of("m", "mark"), "d", "w2", default);
        AttemptRecord[] all = [.. await _ledger.AttemptsAsync(["m", "m#mark", "other"], default)];
        Assert.Equal([("m", "Rejected", "No text."), ("m#mark", null, null)], all.Select(one => (one.MessageKey, one.Outcome, one.Sentence)));
        Assert.Equal(1000, all[1].StartedAt - all[0].EndedAt);
        Assert.Single(await _ledger.AttemptsAsync([.. Enumerable.Range(0, 3000).Select(number => $"x{number}"), "m#mark"], default));
    }

    [Fact]
    public async Task WhatOperatorsDidIsKept()
    {
        AuditEntry[] entries =
        [
            new(Time.GetUtcNow(), "鲍勃", "replay", "doc-1", "the parser was mended", "{}"),
            new(Time.GetUtcNow().AddSeconds(1), "alice", "discard", "doc-2", "a test", "{\"code\":\"x\"}"),
        ];
        await _ledger.AppendAuditAsync(entries, default);
        Assert.Equal([entries[0]], await _ledger.AuditAsync(["doc-1"], default));
        Assert.Equal(entries.Reverse(), await _ledger.RecentAuditAsync(10, default));
        Assert.Equal([entries[1]], await _ledger.RecentAuditAsync(1, default));
    }

    private SqlLedger Open() => new(OpenDatabase(), Time);
}
