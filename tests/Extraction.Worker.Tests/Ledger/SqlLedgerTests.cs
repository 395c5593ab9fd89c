using Extraction.TestKit;
using Extraction.Worker.Ledger;
using Extraction.Worker.Ledger.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Extraction.Worker.Tests.Ledger;

public sealed class SqlLedgerTests : IAsyncLifetime
{
    private static readonly ResultKey Key = new("aa", "r1");
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private SqlLedger ledger = null!;

    public async ValueTask InitializeAsync()
    {
        ledger = Open();
        await ledger.MigrateAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task MigrationsRunOnce()
    {
        await using SqlLedger again = Open();
        Assert.Equal(0, await again.MigrateAsync(default));
    }

    [Fact]
    public async Task AnAttemptThatNeverEndedIsCounted()
    {
        Assert.Equal(0, (await ledger.BeginAttemptAsync("m", "d", "w1", default)).Unfinished);
        Assert.Equal(1, (await ledger.BeginAttemptAsync("m", "d", "w1", default)).Unfinished);
        AttemptHistory third = await ledger.BeginAttemptAsync("m", "d", "w2", default);
        await ledger.EndAttemptAsync(third.AttemptId, AttemptOutcome.HandedBack, null, default);
        AttemptHistory fourth = await ledger.BeginAttemptAsync("m", "d", "w2", default);
        Assert.Equal(2, fourth.Unfinished);
        Assert.Equal(0, fourth.Failed);
    }

    [Fact]
    public async Task AFailedAttemptIsCounted()
    {
        AttemptHistory first = await ledger.BeginAttemptAsync("m", "d", "w1", default);
        await ledger.EndAttemptAsync(first.AttemptId, AttemptOutcome.Failed, "The disk hiccuped.", default);
        AttemptHistory second = await ledger.BeginAttemptAsync("m", "d", "w1", default);
        Assert.Equal(1, second.Failed);
        Assert.Equal(0, (await ledger.BeginAttemptAsync("other", "d", "w1", default)).Failed);
    }

    [Fact]
    public async Task RecordedEventsWaitUntilTheyAreMarkedSent()
    {
        await ledger.RecordAsync(Key, "d", [new("e1", "甲", "{}"), new("e2", "乙", "{}")], default);
        Assert.Equal(["e1", "e2"], (await ledger.UnsentAsync(10, default)).Select(one => one.Id));
        await ledger.MarkSentAsync(["e1", "e2"], default);
        Assert.Empty(await ledger.UnsentAsync(10, default));
        Assert.Equal(new LedgerCounts(1, 2, 0, 0, 0), await ledger.CountAsync(default));
    }

    [Fact]
    public async Task AFinishedDocumentGivesItsEventsAgain()
    {
        Assert.Null(await ledger.ReopenResultAsync(Key, default));
        await ledger.RecordAsync(Key, "d", [new("e1", "甲", "body")], default);
        await ledger.MarkSentAsync(["e1"], default);
        Assert.Equal([new OutgoingEvent("e1", "甲", "body")], await ledger.ReopenResultAsync(Key, default));
        Assert.Single(await ledger.UnsentAsync(10, default));
        Assert.Null(await ledger.ReopenResultAsync(Key with { Recipe = "r2" }, default));
    }

    [Fact]
    public async Task ADocumentWithoutCompaniesIsFinishedToo()
    {
        await ledger.RecordAsync(Key, "d", [], default);
        Assert.Empty((await ledger.ReopenResultAsync(Key, default))!);
    }

    [Fact]
    public async Task TheSameResultIsRecordedOnce()
    {
        await ledger.RecordAsync(Key, "d", [new("e1", "甲", "first")], default);
        await ledger.RecordAsync(Key, "d", [new("e1", "甲", "second")], default);
        Assert.Equal("first", Assert.Single(await ledger.UnsentAsync(10, default)).Body);
    }

    [Fact]
    public async Task APaidReplyIsKept()
    {
        StoredCompletion paid = new("k", "m", "{\"companies\":[]}", "{}");
        Assert.Null(await ledger.FindCompletionAsync("k", default));
        await ledger.StoreCompletionAsync(paid, default);
        await ledger.StoreCompletionAsync(paid with { Reply = "other" }, default);
        Assert.Equal(paid, await ledger.FindCompletionAsync("k", default));
    }

    [Fact]
    public async Task ManyWritersAtOnceLoseNothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(number =>
            ledger.RecordAsync(new ResultKey($"s{number}", "r"), "d", [new($"e{number}", "甲", "{}")], default)));
        Assert.Equal(500, (await ledger.CountAsync(default)).UnsentEvents);
    }

    [Fact]
    public async Task TwoProcessesShareOneFile()
    {
        await using SqlLedger other = Open();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            (number % 2 == 0 ? ledger : other).RecordAsync(new ResultKey($"s{number}", "r"), "d", [new($"e{number}", "甲", "{}")], default)));
        Assert.Equal(100, (await other.CountAsync(default)).Events);
    }

    [Fact]
    public async Task AFileThatIsNoDatabaseIsSaidInOneSentence()
    {
        folder.Write("broken.db", new string('x', 5000));
        await using SqlLedger broken = new(new SqliteLedgerDatabase(folder.File("broken.db")), time);
        LedgerUnavailableException error = await Assert.ThrowsAsync<LedgerUnavailableException>(() => broken.MigrateAsync(default));
        Assert.Contains("no SQLite file", error.Message, StringComparison.Ordinal);
        Assert.Contains("broken.db", error.Message, StringComparison.Ordinal);
    }

    private SqlLedger Open() => new(new SqliteLedgerDatabase(folder.File("ledger.db")), time);
}
