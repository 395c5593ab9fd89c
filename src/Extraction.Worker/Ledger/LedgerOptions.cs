namespace Extraction.Worker.Ledger;

/// <summary>Settings of the ledger, section <c>Ledger</c>.</summary>
internal sealed class LedgerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Ledger";

    /// <summary>The SQLite file; relative to the working directory. Default <c>.extraction/ledger.db</c>.</summary>
    public string Path { get; set; } = ".extraction/ledger.db";
}
