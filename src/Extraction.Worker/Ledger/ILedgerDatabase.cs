using System.Data.Common;

namespace Extraction.Worker.Ledger;

/// <summary>How a database runs the ledger's statements; the statements themselves are the same for every database.</summary>
internal interface ILedgerDatabase : IAsyncDisposable
{
    /// <summary>
    /// Runs work inside a transaction. When the task is done, the work is on the disk; when it throws, none of it is (or, where the connection was
    /// cut at the very commit, it may be: the work can be done again). The work may be run more than once.
    /// </summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be written now.</exception>
    Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken);

    /// <summary>Like <see cref="WriteAsync"/>, while no other worker on any machine does the same: for migrations.</summary>
    Task<T> WriteAloneAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken);

    /// <summary>Runs a query on what is committed.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be read now.</exception>
    Task<T> ReadAsync<T>(Func<DbConnection, T> query, CancellationToken cancellationToken);

    /// <summary>Reads the whole database, where it is a file that only this program keeps; a server verifies its own files.</summary>
    /// <returns>One sentence on what is damaged and what to do, or null. Once damage is found, nothing is read or written.</returns>
    /// <exception cref="LedgerUnavailableException">The ledger cannot be read now.</exception>
    Task<string?> FindDamageAsync(CancellationToken cancellationToken);
}
