using Extraction.Worker.Ledger.Postgres;
using Extraction.Worker.Ledger.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Ledger;

/// <summary>Registers the ledger on the database that the settings name.</summary>
internal static class LedgerServices
{
    public static IServiceCollection AddLedger(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<LedgerOptions>, LedgerOptionsValidation>();
        services.AddOptions<LedgerOptions>().Bind(configuration.GetSection(LedgerOptions.Section)).ValidateOnStart();
        services.AddSingleton<ILedger>(provider => new SqlLedger(
            Open(provider.GetRequiredService<IOptions<LedgerOptions>>().Value, provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<SqlLedger>>()));
        return services;
    }

    private static ILedgerDatabase Open(LedgerOptions options, IServiceProvider provider) => LedgerOptionsValidation.Is(options, LedgerOptions.Postgresql)
        ? new PostgresLedgerDatabase(options.ConnectionString)
        : new SqliteLedgerDatabase(options.Path, options.BusyTimeout, provider.GetService<ILogger<SqliteLedgerDatabase>>());
}
