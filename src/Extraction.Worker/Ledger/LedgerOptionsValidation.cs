using Extraction.Worker.Ledger.Postgres;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Ledger;

/// <summary>Checks the ledger's settings at start; one sentence for the first that is wrong.</summary>
internal sealed class LedgerOptionsValidation : IValidateOptions<LedgerOptions>
{
    public ValidateOptionsResult Validate(string? name, LedgerOptions options)
    {
        string? wrong = options switch
        {
            { BusyTimeout.TotalSeconds: < 1 } => "Ledger:BusyTimeout is below one second; 00:00:30 is a good value.",
            _ when Is(options, LedgerOptions.Sqlite) => string.IsNullOrWhiteSpace(options.Path)
                ? "Ledger:Path is empty; give the path of the ledger's SQLite file, or leave the setting out."
                : null,
            _ when Is(options, LedgerOptions.Postgresql) => PostgresConnection.Check(options.ConnectionString),
            _ => $"Ledger:Database is '{options.Database}', which is none of sqlite and postgresql; choose one of them.",
        };
        return wrong is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    /// <summary>Whether the settings name this database.</summary>
    public static bool Is(LedgerOptions options, string database) => string.Equals(options.Database, database, StringComparison.OrdinalIgnoreCase);
}
