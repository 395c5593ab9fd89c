using Extraction.TestKit;
using Extraction.Worker.Ledger;
using Extraction.Worker.Ledger.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Extraction.Worker.Tests.Ledger;

public sealed class SqliteLedgerTests : SqlLedgerTests
{
    private TemporaryFolder _folder = null!;

    private protected override ILedgerDatabase OpenDatabase() => new SqliteLedgerDatabase(_folder.File("ledger.db"));

    protected override Task CreateAsync()
    {
        _folder = new TemporaryFolder();
        return Task.CompletedTask;
    }

    protected override Task RemoveAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task AFileThatIsNoDatabaseIsSaidInOneSentence()
    {
        _folder.Write("broken.db", new string('x', 5000));
        await using SqlLedger broken = new(new SqliteLedgerDatabase(_folder.File("broken.db")), Time);
        LedgerUnavailableException error = await Assert.ThrowsAsync<LedgerUnavailableException>(() => broken.MigrateAsync(default));
        Assert.Contains("no SQLite file", error.Message, StringComparison.Ordinal);
        Assert.Contains("broken.db", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderThatCannotBeMadeIsSaidInOneSentence()
    {
        _folder.Write("file", "in the way");
        await using SqlLedger nowhere = new(new SqliteLedgerDatabase(_folder.File("file/ledger.db")), Time);
        LedgerUnavailableException error = await Assert.ThrowsAsync<LedgerUnavailableException>(() => nowhere.MigrateAsync(default));
        Assert.Contains("cannot be opened", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatAnotherProcessHoldsIsSaidAndUsedWhenItIsFree()
    {
        await using SqlLedger waiting = new(new SqliteLedgerDatabase(_folder.File("ledger.db"), TimeSpan.FromSeconds(1)), Time);
        using (SqliteConnection other = new($"Data Source={_folder.File("ledger.db")};Pooling=False"))
        {
            other.Open();
            using SqliteCommand hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();
            LedgerUnavailableException error = await Assert.ThrowsAsync<LedgerUnavailableException>(() => waiting.RecordAsync(new("a", "r"), "d", [], null, default));
            Assert.Contains("locked by another process for longer than 1 seconds", error.Message, StringComparison.Ordinal);
        }

        await waiting.RecordAsync(new("a", "r"), "d", [], null, default);
        Assert.Equal(1, (await waiting.CountAsync(default)).Results);
    }

    [Fact]
    public async Task AFullDiskLeavesNoPartialRowAndIsUsedAgainWhenThereIsRoom()
    {
        using SmallDisk disk = SmallDisk.Mount();
        await using SqlLedger small = new(new SqliteLedgerDatabase(disk.File("ledger.db")), Time);
        await small.MigrateAsync(default);
        string filler = disk.Fill();
        OutgoingEvent[] events = [.. Enumerable.Range(0, 50).Select(number => new OutgoingEvent($"e{number}", "甲", new string('x', 4000)))];
        LedgerUnavailableException error = await Assert.ThrowsAsync<LedgerUnavailableException>(() => small.RecordAsync(new("a", "r"), "d", events, null, default));
        Assert.Contains("disk is full", error.Message, StringComparison.Ordinal);
        File.Delete(filler);
        Assert.Equal(new LedgerCounts(0, 0, 0, 0, 0), await small.CountAsync(default));
        await small.RecordAsync(new("a", "r"), "d", events, null, default);
        Assert.Equal(50, (await small.CountAsync(default)).Events);
    }

    [Fact]
    public async Task AReadOnlyDiskIsSaidInOneSentence()
    {
        using SmallDisk disk = SmallDisk.Mount();
        await using (SqlLedger writable = new(new SqliteLedgerDatabase(disk.File("ledger.db")), Time))
        {
            await writable.MigrateAsync(default);
        }

        disk.MakeReadOnly();
        await using SqlLedger refused = new(new SqliteLedgerDatabase(disk.File("ledger.db")), Time);
        LedgerUnavailableException error = await Assert.ThrowsAsync<LedgerUnavailableException>(() => refused.RecordAsync(new("a", "r"), "d", [], null, default));
        Assert.Matches("cannot be (written|opened)", error.Message);
    }
}
