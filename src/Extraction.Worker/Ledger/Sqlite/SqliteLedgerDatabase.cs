using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Extraction.Worker.Ledger.Sqlite;

/// <summary>
/// A SQLite file in WAL mode, synchronous FULL. One thread writes; what waits for it is committed together, so that many documents share one fsync.
/// </summary>
internal sealed class SqliteLedgerDatabase : ILedgerDatabase
{
    private const int MaxBatch = 256;

    private readonly string path;
    private readonly string connectionString;
    private readonly Channel<Work> waiting = Channel.CreateBounded<Work>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly Task writer;

    public SqliteLedgerDatabase(string path)
    {
        this.path = path;
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 30 }.ToString();
        writer = Task.Factory.StartNew(WriteLoop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        T result = default!;
        await waiting.Writer.WriteAsync(
            new Work(
                (connection, transaction) => result = work(connection, transaction),
                () => done.TrySetResult(result),
                error => done.TrySetException(Explain(error))),
            cancellationToken);
        return await done.Task;
    }

    public Task<T> ReadAsync<T>(Func<DbConnection, T> query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using SqliteConnection connection = new(connectionString);
            connection.Open();
            return Task.FromResult(query(connection));
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            return Task.FromException<T>(Explain(error));
        }
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writer;
        using SqliteConnection pooled = new(connectionString);
        SqliteConnection.ClearPool(pooled);
    }

    private void WriteLoop()
    {
        SqliteConnection? connection = null;
        List<Work> batch = new(MaxBatch);
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MaxBatch && waiting.Reader.TryRead(out Work? next))
            {
                batch.Add(next);
            }

            try
            {
                connection ??= OpenWriter();
                Commit(connection, batch);
            }
            catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
            {
                connection?.Dispose();
                connection = null;
                batch.ForEach(work => work.Fail(error));
            }

            batch.Clear();
        }

        connection?.Dispose();
    }

    /// <summary>Commits a batch. Where one piece of work fails, all is rolled back and each piece runs in a transaction of its own, so that only the wrong one fails.</summary>
    private static void Commit(SqliteConnection connection, List<Work> batch)
    {
        try
        {
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            foreach (Work work in batch)
            {
                work.Run(connection, transaction);
            }

            transaction.Commit();
        }
        catch (Exception error) when (batch.Count > 1 && error is not SqliteException { SqliteErrorCode: Busy or Full or IoError })
        {
            batch.ForEach(work => Commit(connection, [work]));
            return;
        }
        catch (Exception error) when (batch.Count == 1)
        {
            batch[0].Fail(error);
            return;
        }

        batch.ForEach(work => work.Done());
    }

    private SqliteConnection OpenWriter()
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        SqliteConnection connection = new(connectionString);
        try
        {
            connection.Open();
            using SqliteCommand pragmas = connection.CreateCommand();
            pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000;";
            pragmas.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    private Exception Explain(Exception error)
    {
        string? what = error switch
        {
            SqliteException { SqliteErrorCode: Busy } => "is locked by another process for longer than 30 seconds; end that process",
            SqliteException { SqliteErrorCode: ReadOnly } or UnauthorizedAccessException => "cannot be written; grant the worker access to the file and its folder",
            SqliteException { SqliteErrorCode: Full } => "cannot grow because the disk is full; free space",
            SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => "is damaged or no SQLite file; restore it from a copy or move it away",
            SqliteException { SqliteErrorCode: CannotOpen } or IOException => "cannot be opened; check that its folder exists and the worker may write there",
            SqliteException { SqliteErrorCode: IoError } => "cannot be read or written because the disk reports an error; check the disk",
            _ => null,
        };
        return what is null ? error : new LedgerUnavailableException($"The ledger {path} {what}, or set Ledger:Path to another file.", error);
    }

    private sealed record Work(Action<DbConnection, DbTransaction> Run, Action Done, Action<Exception> Fail);
}
