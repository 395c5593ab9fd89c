using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Extraction.Worker.Storage;

/// <summary>
/// Reads a SQLite file whole and says whether it is as it was written: its tables are those that the program makes, its pages hold together, and every
/// row stands in every index. What a flipped bit changes inside a value is not seen here but by the checksums of the rows.
/// </summary>
internal static class SqliteVerification
{
    private const int Interrupted = 9;

    /// <summary>Returns what is wrong, as SQLite says it, or null.</summary>
    /// <param name="connection">The file. Others may write it meanwhile.</param>
    /// <param name="createTables">Makes the program's tables in an empty database.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static string? FindDamage(SqliteConnection connection, Action<SqliteConnection> createTables, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration interrupt = cancellationToken.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle));
        try
        {
            using SqliteConnection model = new("Data Source=:memory:");
            model.Open();
            createTables(model);
            string found = Ask(connection, "PRAGMA integrity_check(1)");
            return found != "ok" ? found : Tables(connection) == Tables(model) ? null : "its tables are not those that this program makes";
        }
        catch (SqliteException error) when (error.SqliteErrorCode == Interrupted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private static string Tables(SqliteConnection connection) => Ask(
        connection, "SELECT group_concat(type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, ''), char(10)) FROM (SELECT * FROM sqlite_master ORDER BY type, name)");

    private static string Ask(SqliteConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string ?? "";
    }
}
