using Microsoft.Data.Sqlite;

namespace Extraction.Worker.Messaging.Local;

/// <summary>Prepared statements of one connection, by their text; the parameters are question marks. For one thread at a time.</summary>
internal sealed class Statements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    /// <summary>Runs a statement; returns how many rows it changed.</summary>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>The first row, or null.</summary>
    public T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
        where T : struct
    {
        using SqliteDataReader rows = Bind(sql, values).ExecuteReader();
        return rows.Read() ? Read(rows, read) : null;
    }

    /// <summary>The number in the first row's first column; 0 when there is none.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values) => First(sql, row => row.IsDBNull(0) ? 0L : row.GetInt64(0), values) ?? 0;

    /// <summary>All rows.</summary>
    public List<T> All<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using SqliteDataReader rows = Bind(sql, values).ExecuteReader();
        List<T> all = [];
        while (rows.Read())
        {
            all.Add(Read(rows, read));
        }

        return all;
    }

    public void Dispose()
    {
        foreach (SqliteCommand command in _prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    /// <summary>A column that is not of the kind that was written into it is damaged, as SQLite itself says it of a page.</summary>
    private static T Read<T>(SqliteDataReader row, Func<SqliteDataReader, T> read)
    {
        try
        {
            return read(row);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or InvalidCastException or FormatException or OverflowException)
        {
            throw new SqliteException($"A value of a row is damaged: {wrong.Message}", LocalErrors.Corrupt);
        }
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out SqliteCommand? command))
        {
            command = connection.CreateCommand();
            command.CommandText = Numbered(sql);
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = Name(i) });
            }

            _prepared.Add(sql, command);
        }

        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    /// <summary>The client binds by name only: ? becomes $0, $1, ….</summary>
    private static string Numbered(string sql)
    {
        string[] parts = sql.Split('?');
        return string.Concat(parts.Select((part, i) => i == parts.Length - 1 ? part : part + Name(i)));
    }

    private static string Name(int index) => FormattableString.Invariant($"$p{index}");
}
