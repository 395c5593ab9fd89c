using Npgsql;

namespace Extraction.Worker.Ledger.Postgres;

/// <summary>The settings of a connection, with what suits the ledger where the operator has said nothing.</summary>
internal static class PostgresConnection
{
    /// <summary>
    /// Connections of one worker at most: the writers, and reads beside them. A server takes 100 by default, so eight workers share one
    /// without a change.
    /// </summary>
    public const int MaxPoolSize = 12;

    private static readonly NpgsqlConnectionStringBuilder Defaults = new();

    /// <summary>One sentence on what is wrong with a connection string, or null. The sentence never repeats it.</summary>
    public static string? Check(string connectionString)
    {
        const string Example = "write Host=…;Port=5432;Database=…;Username=…, and the password as Password=… or in the environment as PGPASSWORD";
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return $"Ledger:ConnectionString is empty, and Ledger:Database is postgresql; {Example}.";
        }

        try
        {
            NpgsqlConnectionStringBuilder given = new(connectionString);
            return string.IsNullOrWhiteSpace(given.Host) ? $"Ledger:ConnectionString names no host; {Example}." : null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidOperationException or OverflowException)
        {
            return $"Ledger:ConnectionString cannot be read; {Example}.";
        }
    }

    /// <summary>The connection string with the ledger's own defaults in it.</summary>
    public static NpgsqlConnectionStringBuilder Complete(string connectionString)
    {
        NpgsqlConnectionStringBuilder all = new(connectionString);
        all.ApplicationName ??= "extraction";
        all.MaxPoolSize = all.MaxPoolSize == Defaults.MaxPoolSize ? MaxPoolSize : all.MaxPoolSize;

        // A server that went away without a word is noticed within a minute, not when the operating system gives up.
        all.KeepAlive = all.KeepAlive == Defaults.KeepAlive ? 20 : all.KeepAlive;

        // Values of rows stay out of error messages, and so out of the log.
        all.IncludeErrorDetail = false;
        all.PersistSecurityInfo = false;
        return all;
    }
}
