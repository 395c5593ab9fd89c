using System.Data;
using System.Data.Common;
using System.Globalization;
using Extraction.Worker.Ledger.Writing;
using Extraction.Worker.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Extraction.Worker.Ledger.Sqlite;

/// <summary>
/// A SQLite file in WAL mode, synchronous FULL. One thread writes; what waits for it is committed together, so that many documents share one fsync.
/// </summary>
internal sealed class SqliteLedgerDatabase : ILedgerDatabase
{
    private const int WrongTables = 1;
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    private readonly string _path;
    private readonly TimeSpan _patience;
    private readonly string _connectionString;
    private readonly WriteQueue _writes;
    private readonly ILogger _logger;

    /// <summary>The writer's connection; only its thread touches it.</summary>
    private SqliteConnection? _writer;

    /// <summary>What a verification found; from then on nothing is read or written.</summary>
    private volatile LedgerUnavailableException? _damage;

    /// <param name="path">The file.</param>
    /// <param name="busyTimeout">How long to wait for another process that holds the file; whole seconds.</param>
    /// <param name="logger">Told of a transaction that the log lost.</param>
    public SqliteLedgerDatabase(string path, TimeSpan? busyTimeout = null, ILogger<SqliteLedgerDatabase>? logger = null)
    {
        _path = path;
        _logger = logger ?? NullLogger<SqliteLedgerDatabase>.Instance;
        _patience = busyTimeout ?? LedgerOptions.DefaultBusyTimeout;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = Math.Max(1, (int)_patience.TotalSeconds),
        }.ToString();
        _writes = new WriteQueue(1, Commit, IsOutage, Explain);
    }

    public Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken) =>
        _damage is null ? _writes.WriteAsync(work, cancellationToken) : Task.FromException<T>(_damage);

    /// <remarks>SQLite lets one process write at a time, so this is a write as any other.</remarks>
    public Task<T> WriteAloneAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken) => WriteAsync(work, cancellationToken);

    public Task<T> ReadAsync<T>(Func<DbConnection, T> query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_damage is not null)
        {
            return Task.FromException<T>(_damage);
        }

        try
        {
            using SqliteConnection connection = new(_connectionString);
            connection.Open();
            return Task.FromResult(query(connection));
        }
        catch (Exception error) when (IsOutage(error) || error is SqliteException)
        {
            return Task.FromException<T>(Explain(error));
        }
    }

    public Task<string?> FindDamageAsync(CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            try
            {
                string? how = await ReadAsync(connection => SqliteVerification.FindDamage((SqliteConnection)connection, CreateTables, cancellationToken), cancellationToken);
                _damage = how is null ? _damage : Damaged(how);
            }
            catch (LedgerUnavailableException unreadable) when (unreadable.InnerException is { } error && IsDamage(error))
            {
                _damage = unreadable;
            }
            catch (LedgerUnavailableException) when (_damage is not null)
            {
                // It was found before.
            }

            return _damage?.Message;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _writes.DisposeAsync();
        _writer?.Dispose();
        using SqliteConnection pooled = new(_connectionString);
        SqliteConnection.ClearPool(pooled);
    }

    private void Commit(IReadOnlyList<PendingWrite> batch)
    {
        try
        {
            _writer ??= OpenWriter();
            using SqliteTransaction transaction = _writer.BeginTransaction(deferred: false);
            foreach (PendingWrite work in batch)
            {
                work.Run(_writer, transaction);
            }

            transaction.Commit();
        }
        catch (Exception error) when (IsOutage(error))
        {
            _writer?.Dispose();
            _writer = null;
            throw;
        }
    }

    private SqliteConnection OpenWriter()
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(_path));
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        WriteAheadLog.Findings log = WriteAheadLog.LookAt(_path);
        if (log.Damage is not null)
        {
            throw new LedgerUnavailableException(
                $"The log {_path}-wal of the ledger is damaged ({log.Damage}); restore both files from a copy, or open the ledger once with the sqlite3 tool, which drops those changes.");
        }

        if (log.Dropped is not null)
        {
            _logger.Dropped(_path, log.Dropped);
        }

        SqliteConnection connection = new(_connectionString);
        try
        {
            connection.Open();
            using SqliteCommand pragmas = connection.CreateCommand();
            pragmas.CommandText = string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout={(long)_patience.TotalMilliseconds};");
            pragmas.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void CreateTables(SqliteConnection connection)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        LedgerSchema.Migrate(connection, transaction);
        transaction.Commit();
    }

    private static bool IsOutage(Exception error) => IsDamage(error) || error
        is SqliteException { SqliteErrorCode: Busy or ReadOnly or IoError or Full or CannotOpen }
        or IOException
        or UnauthorizedAccessException
        or LedgerUnavailableException;

    /// <summary>SQLite cannot make sense of a page or does not find a table, or a column is not of the kind that was written into it.</summary>
    private static bool IsDamage(Exception error) => error
        is SqliteException { SqliteErrorCode: WrongTables or Corrupt or NotADatabase }
        or DataException
        or InvalidCastException
        or InvalidOperationException { Source: "Dapper" };

    private LedgerUnavailableException Damaged(string how, Exception? error = null) => new(
        $"The ledger {_path} is damaged or no SQLite file ({how}); restore it from a copy, or move it away with its -wal file and recover its rows with the sqlite3 tool's .dump command (docs/operations.md, When a disk goes bad), or set Ledger:Path to another file.",
        error);

    private Exception Explain(Exception error)
    {
        if (IsDamage(error))
        {
            return Damaged(error.Message.TrimEnd('.'), error);
        }

        string? what = error switch
        {
            SqliteException { SqliteErrorCode: Busy } => string.Create(
                CultureInfo.InvariantCulture, $"is locked by another process for longer than {_patience.TotalSeconds:0} seconds; end that process"),
            SqliteException { SqliteErrorCode: ReadOnly } or UnauthorizedAccessException => "cannot be written; grant the worker access to the file and its folder",
            SqliteException { SqliteErrorCode: Full } => "cannot grow because the disk is full; free space",
            SqliteException { SqliteErrorCode: CannotOpen } or IOException => "cannot be opened; check that its folder exists and the worker may write there",
            SqliteException { SqliteErrorCode: IoError } => "cannot be read or written because the disk reports an error; check the disk",
            _ => null,
        };
        return what is null ? error : new LedgerUnavailableException($"The ledger {_path} {what}, or set Ledger:Path to another file.", error);
    }
}
