using System.Data.Common;
using System.Globalization;
using Extraction.Worker.Ledger.Writing;
using Microsoft.Data.Sqlite;

namespace Extraction.Worker.Ledger.Sqlite;

/// <summary>
/// A SQLite file in WAL mode, synchronous FULL. One thread writes; what waits for it is committed together, so that many documents share one fsync.
/// </summary>
internal sealed class SqliteLedgerDatabase : ILedgerDatabase
{
    private readonly string path;
    private readonly TimeSpan patience;
    private readonly string connectionString;
    private readonly WriteQueue writes;

    /// <summary>The writer's connection; only its thread touches it.</summary>
    private SqliteConnection? writer;

    /// <param name="path">The file.</param>
    /// <param name="busyTimeout">How long to wait for another process that holds the file; whole seconds.</param>
    public SqliteLedgerDatabase(string path, TimeSpan? busyTimeout = null)
    {
        this.path = path;
        patience = busyTimeout ?? LedgerOptions.DefaultBusyTimeout;
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = Math.Max(1, (int)patience.TotalSeconds),
        }.ToString();
        writes = new WriteQueue(1, Commit, IsOutage, Explain);
    }

    public Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken) => writes.WriteAsync(work, cancellationToken);

    /// <remarks>SQLite lets one process write at a time, so this is a write as any other.</remarks>
    public Task<T> WriteAloneAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken) => writes.WriteAsync(work, cancellationToken);

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
        await writes.DisposeAsync();
        writer?.Dispose();
        using SqliteConnection pooled = new(connectionString);
        SqliteConnection.ClearPool(pooled);
    }

    private void Commit(IReadOnlyList<PendingWrite> batch)
    {
        try
        {
            writer ??= OpenWriter();
            using SqliteTransaction transaction = writer.BeginTransaction(deferred: false);
            foreach (PendingWrite work in batch)
            {
                work.Run(writer, transaction);
            }

            transaction.Commit();
        }
        catch (Exception error) when (IsOutage(error))
        {
            writer?.Dispose();
            writer = null;
            throw;
        }
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
            pragmas.CommandText = string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout={(long)patience.TotalMilliseconds};");
            pragmas.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool IsOutage(Exception error) => error
        is SqliteException { SqliteErrorCode: Busy or ReadOnly or IoError or Corrupt or Full or CannotOpen or NotADatabase }
        or IOException
        or UnauthorizedAccessException;

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
            SqliteException { SqliteErrorCode: Busy } => string.Create(
                CultureInfo.InvariantCulture, $"is locked by another process for longer than {patience.TotalSeconds:0} seconds; end that process"),
            SqliteException { SqliteErrorCode: ReadOnly } or UnauthorizedAccessException => "cannot be written; grant the worker access to the file and its folder",
            SqliteException { SqliteErrorCode: Full } => "cannot grow because the disk is full; free space",
            SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => "is damaged or no SQLite file; restore it from a copy or move it away",
            SqliteException { SqliteErrorCode: CannotOpen } or IOException => "cannot be opened; check that its folder exists and the worker may write there",
            SqliteException { SqliteErrorCode: IoError } => "cannot be read or written because the disk reports an error; check the disk",
            _ => null,
        };
        return what is null ? error : new LedgerUnavailableException($"The ledger {path} {what}, or set Ledger:Path to another file.", error);
    }
}
