using System.Globalization;
using Extraction.TestKit;
using Extraction.Worker.Ledger;
using Extraction.Worker.Ledger.Sqlite;
using Extraction.Worker.Tests.LanguageModels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Extraction.Worker.Tests.Storage;

/// <summary>A flipped bit anywhere in the ledger or its log is harmless, or it is said: no paid reply, event or audit entry is lost or changed without a word.</summary>
public sealed class LedgerDamageTests : IDisposable
{
    private const int Documents = 15;
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 100)]
    public async Task AFlippedBitIsNeverSilent(bool inLog, int flips)
    {
        DamagedFile file;
        await using (SqliteLedgerDatabase database = new(_folder.File("ledger.db")))
        {
            SqlLedger ledger = new(database, TimeProvider.System);
            await ledger.MigrateAsync(default);
            for (int number = 0; number < Documents; number++)
            {
                await ledger.StoreCompletionAsync(Reply(number), default);
                await ledger.RecordAsync(Key(number), $"d{number}", [Event(number)], null, default);
                await ledger.AppendAuditAsync([Entry(number)], default);
            }

            if (!inLog)
            {
                await database.DisposeAsync();
            }

            file = DamagedFile.Of(_folder.File("ledger.db"), _folder.File("copy.db"));
        }

        Dictionary<DamagedFile.Outcome, int> outcomes = await file.FlipAsync(inLog, flips, async () =>
        {
            LineLog log = new();
            using ILoggerFactory loggers = LoggerFactory.Create(builder => builder.AddProvider(log));
            await using SqlLedger ledger = new(
                new SqliteLedgerDatabase(_folder.File("copy.db"), null, loggers.CreateLogger<SqliteLedgerDatabase>()), TimeProvider.System, loggers.CreateLogger<SqlLedger>());
            return await LookAsync(ledger, log);
        });
        Assert.True(outcomes.GetValueOrDefault(DamagedFile.Outcome.Refused) > 0);
        Assert.True(outcomes.GetValueOrDefault(DamagedFile.Outcome.PutAside) > 0);
    }

    [Fact]
    public async Task OnceDamageIsFoundNothingMoreIsReadOrWritten()
    {
        await using SqlLedger ledger = new(new SqliteLedgerDatabase(_folder.File("ledger.db")), TimeProvider.System);
        await ledger.MigrateAsync(default);
        Assert.Null(await ledger.FindDamageAsync(default));
        using (SqliteConnection connection = new($"Data Source={_folder.File("ledger.db")};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand drop = connection.CreateCommand();
            drop.CommandText = "DROP INDEX audit_by_time";
            drop.ExecuteNonQuery();
        }

        string? found = await ledger.FindDamageAsync(default);
        Assert.Contains("its tables are not those that this program makes", found!, StringComparison.Ordinal);
        Assert.Equal(found, (await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.CountAsync(default))).Message);
        Assert.Equal(found, (await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.AppendAuditAsync([Entry(1)], default))).Message);
    }

    /// <summary>Asks for all there is; fails where something is missing or changed and nobody said so.</summary>
    private static async Task<DamagedFile.Outcome> LookAsync(SqlLedger ledger, LineLog log)
    {
        await ledger.MigrateAsync(default);
        if (await ledger.FindDamageAsync(default) is not null)
        {
            return DamagedFile.Outcome.Refused;
        }

        List<StoredCompletion> replies = [];
        List<OutgoingEvent> events = [];
        for (int number = 0; number < Documents; number++)
        {
            replies.AddRange(await ledger.FindCompletionAsync(Reply(number).Key, default) is { } found ? [found] : []);
            events.AddRange(await ledger.ReopenResultAsync(Key(number), default) ?? []);
        }

        HashSet<AuditEntry> audit = [.. await ledger.RecentAuditAsync(Documents, default)];
        IReadOnlyList<OutgoingEvent> unsent = await ledger.UnsentAsync(DateTimeOffset.MaxValue, Documents, default);
        Assert.All(replies, reply => Assert.Contains(reply, Enumerable.Range(0, Documents).Select(Reply)));
        Assert.All(events, one => Assert.Contains(one, Enumerable.Range(0, Documents).Select(Event)));
        Assert.All(audit, entry => Assert.Contains(entry, Enumerable.Range(0, Documents).Select(Entry)));
        Assert.Equal(events.Count, unsent.Count);
        int lost = (3 * Documents) - replies.Count - events.Count - audit.Count;
        Assert.True(lost == 0 || log.Lines.Count > 0, $"{replies.Count} replies, {events.Count} events and {audit.Count} audit entries of {Documents} each");
        return log.Lines.Count > 0 ? DamagedFile.Outcome.PutAside : DamagedFile.Outcome.Harmless;
    }

    private static string Name(int number) => number.ToString("D2", CultureInfo.InvariantCulture);

    private static ResultKey Key(int number) => new($"sha-{Name(number)}", "recipe");

    private static StoredCompletion Reply(int number) => new($"key-{Name(number)}", "model", $"a paid reply, number {Name(number)}", "{\"tokens\":12}");

    private static OutgoingEvent Event(int number) => new($"event-{Name(number)}", "a company", $"{{\"number\":\"{Name(number)}\"}}");

    private static AuditEntry Entry(int number) => new(At, "an operator", "replay", $"m-{Name(number)}", "because", "{}");
}
