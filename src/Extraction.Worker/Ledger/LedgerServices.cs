using Extraction.Worker.Ledger.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Ledger;

/// <summary>Registers the ledger.</summary>
internal static class LedgerServices
{
    public static IServiceCollection AddLedger(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LedgerOptions>()
            .Bind(configuration.GetSection(LedgerOptions.Section))
            .Validate(options => !string.IsNullOrWhiteSpace(options.Path), "Ledger:Path is empty; give the path of the ledger's SQLite file, or leave the setting out.")
            .ValidateOnStart();
        services.AddSingleton<ILedger>(provider => new SqlLedger(
            new SqliteLedgerDatabase(provider.GetRequiredService<IOptions<LedgerOptions>>().Value.Path),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
