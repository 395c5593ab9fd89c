using System.Data.Common;
using System.Globalization;
using Extraction.Worker.Ledger.Writing;
using Npgsql;

namespace Extraction.Worker.Ledger.Postgres;

/// <summary>
/// A PostgreSQL server that any number of workers on any number of machines share. A few writers take what waits and commit it together: the
/// round trips of one commit serve many documents.
/// </summary>
internal sealed class PostgresLedgerDatabase : ILedgerDatabase
{
    private const int Writers = 4;
    private const int MaxTries = 4;

    /// <summary>Names the migrations among all advisory locks of the database ("EXLEDGER" in ASCII).</summary>
    private const long MigrationLock = 0x45584C4544474552;

    private readonly NpgsqlDataSource _source;
    private readonly string _server;
    private readonly WriteQueue _writes;

    public PostgresLedgerDatabase(string connectionString)
    {
        NpgsqlConnectionStringBuilder settings = PostgresConnection.Complete(connectionString);
        _server = string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}");
        _source = NpgsqlDataSource.Create(settings);
        _writes = new WriteQueue(Writers, Commit, PostgresErrors.IsOutage, Explain);
    }

    public Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken) => _writes.WriteAsync(work, cancellationToken);

    public Task<T> WriteAloneAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken) => _writes.WriteAsync(
        (connection, transaction) =>
        {
            using DbCommand alone = connection.CreateCommand();
            alone.Transaction = transaction;
            alone.CommandText = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({MigrationLock})");
            alone.ExecuteNonQuery();
            return work(connection, transaction);
        },
        cancellationToken);

    public async Task<T> ReadAsync<T>(Func<DbConnection, T> query, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await using NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken);
                return query(connection);
            }
            catch (Exception error) when (attempt == 1 && PostgresErrors.IsBrokenConnection(error))
            {
                _source.Clear();
            }
            catch (Exception error) when (PostgresErrors.IsOutage(error))
            {
                throw Explain(error);
            }
        }
    }

    /// <remarks>PostgreSQL verifies each page as it reads it, where its cluster was made with checksums (the default from version 18).</remarks>
    public Task<string?> FindDamageAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async ValueTask DisposeAsync()
    {
        await _writes.DisposeAsync();
        await _source.DisposeAsync();
    }

    /// <summary>
    /// Runs a batch in one transaction. What lost against another transaction is run again; and so, once, is what met a connection that had died
    /// in the pool. A connection that dies at the commit leaves open whether it happened, so that is not run again here.
    /// </summary>
    private void Commit(IReadOnlyList<PendingWrite> batch)
    {
        for (int attempt = 1; ; attempt++)
        {
            bool committing = false;
            try
            {
                using NpgsqlConnection connection = _source.OpenConnection();
                using NpgsqlTransaction transaction = connection.BeginTransaction();
                foreach (PendingWrite work in batch)
                {
                    work.Run(connection, transaction);
                }

                committing = true;
                transaction.Commit();
                return;
            }
            catch (Exception error) when (attempt < MaxTries && PostgresErrors.IsConflict(error))
            {
                // The other transaction is through; the next try finds its rows.
            }
            catch (Exception error) when (attempt == 1 && !committing && PostgresErrors.IsBrokenConnection(error))
            {
                _source.Clear();
            }
        }
    }

    private Exception Explain(Exception error) => PostgresErrors.Explain(error, _server);
}
