namespace Extraction.Worker.Ledger;

/// <summary>Settings of the ledger, section <c>Ledger</c>.</summary>
internal sealed class LedgerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Ledger";

    /// <summary>A file on this machine.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>A server that workers on several machines share.</summary>
    public const string Postgresql = "postgresql";

    public static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Which database: <c>sqlite</c> (default) or <c>postgresql</c>.</summary>
    public string Database { get; set; } = Sqlite;

    /// <summary>The SQLite file; relative to the working directory. Default <c>.extraction/ledger.db</c>.</summary>
    public string Path { get; set; } = ".extraction/ledger.db";

    /// <summary>
    /// Where PostgreSQL is: <c>Host=…;Port=5432;Database=…;Username=…;Password=…</c>. No default. A password is better kept out of files: the whole
    /// setting can come from the environment as <c>EXTRACTION_Ledger__ConnectionString</c>, the password alone from <c>PGPASSWORD</c>.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>How long to wait for another process that holds the SQLite file before saying so; default 30 s.</summary>
    public TimeSpan BusyTimeout { get; set; } = DefaultBusyTimeout;
}
