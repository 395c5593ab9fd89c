using Extraction.Conformance.Crashes;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Extraction.Conformance.Faults;

/// <summary>The ledger fails under a running worker: it says so, waits, and no document pays for it.</summary>
[Collection(Processes.Name)]
public sealed class LedgerFaultTests
{
    private const int Documents = RunningWorker.Documents;
    private const int PageBytes = 4096;

    [Fact]
    public async Task APostgresServerThatIsKilledAndStartedAgainCostsNoAttempt()
    {
        Uri broker = Servers.RabbitMq();
        await using PostgresServer server = await PostgresServer.StartAsync();
        await using RunningWorker running = await RunningWorker.StartAsync(broker, broker.Port, server.ConnectionString);
        await running.FinishAsync(5);
        await server.KillAsync();
        await running.UntilPausedAsync();
        Assert.Contains("PostgreSQL", running.Health.Sentence, StringComparison.Ordinal);
        await server.StartAgainAsync();
        await running.FinishAsync(Documents);
        await running.HoldAsync(again: 2); // those in hand when it was killed
    }

    [Fact]
    public async Task ADamagedSqliteLedgerIsNamedAndNothingInTheQueueIsLost()
    {
        await using LocalGround ground = new();
        await ground.PrepareAsync();
        string path = ground.Settings["Ledger:Path"]!;
        await using (RunningWorker first = new(ground))
        {
            await first.SendAsync(Documents);
            await first.Worker.StartAsync(default);
            await first.FinishAsync(5);
            await first.Worker.StopAsync(default);
        }

        long left = (await ground.Transport.Queue.CountAsync(default)).Active;
        await ground.CloseAsync();
        byte[] good = await WholeAsync(path);
        byte[] bad = [.. good];
        for (int page = PageBytes; page < bad.Length; page += PageBytes)
        {
            bad[page] ^= 0x08; // one bit of the page's kind
        }

        await File.WriteAllBytesAsync(path, bad, TestContext.Current.CancellationToken);
        await using (RunningWorker second = new(ground))
        {
            Assert.Contains("damaged", await SentenceAsync(second), StringComparison.Ordinal);
            await second.Worker.StopAsync(default);
        }

        Assert.Equal(new QueueCounts(left, 0, 0, 0), await SettledAsync(ground));
        await ground.CloseAsync();
        await WholeAsync(path);
        await File.WriteAllBytesAsync(path, good, TestContext.Current.CancellationToken);
        await using RunningWorker third = new(ground);
        await third.Worker.StartAsync(default);
        await third.FinishAsync((int)left);
        await third.Worker.StopAsync(default);
        await ground.ConsumeAsync();
        Assert.Equal(Documents, ground.Published.Count);
        Assert.Equal(new QueueCounts(0, 0, 0, 0), await ground.Transport.Queue.CountAsync(default));
    }

    /// <summary>What is said at the start, or soon after it.</summary>
    private static async Task<string> SentenceAsync(RunningWorker worker)
    {
        try
        {
            await worker.Worker.StartAsync(default);
            await worker.UntilPausedAsync();
            return worker.Health.Sentence ?? "";
        }
        catch (LedgerUnavailableException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>The counts when what was handed back is no longer held back.</summary>
    private static async Task<QueueCounts> SettledAsync(Ground ground)
    {
        QueueCounts counts = await ground.Transport.Queue.CountAsync(default);
        return counts with { Active = counts.Active + (counts.Scheduled ?? 0), Scheduled = 0 };
    }

    /// <summary>The file with its log folded back; nobody has it open.</summary>
    private static async Task<byte[]> WholeAsync(string path)
    {
        SqliteConnection.ClearAllPools();
        File.Delete(path + "-shm");
        if (!File.Exists(path + "-wal") || new FileInfo(path + "-wal").Length == 0)
        {
            return await File.ReadAllBytesAsync(path);
        }

        await using (SqliteConnection connection = new($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync();
            await using SqliteCommand fold = connection.CreateCommand();
            fold.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await fold.ExecuteNonQueryAsync();
        }

        return await File.ReadAllBytesAsync(path);
    }
}
