using Extraction.Worker.Diagnostics;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction;
using Extraction.Worker.Hosting;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.LanguageModels.Offline;
using Extraction.Worker.LanguageModels.Offline.Reading;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Extraction.Worker.Pipeline;
using Extraction.Worker.Placement;
using Extraction.Worker.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Cli;

/// <summary>Puts the parts together, the same for every verb.</summary>
internal static class WorkerServices
{
    /// <summary>Registers every part.</summary>
    public static IServiceCollection AddWorker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration);
        services.AddSingleton(TimeProvider.System);
        return services
            .AddDocuments(configuration)
            .AddLanguageModels(configuration)
            .AddSingleton<IOfflineReader, OfflineReader>()
            .AddExtraction(configuration)
            .AddPlacement(configuration)
            .AddLedger(configuration)
            .AddMessaging(configuration)
            .AddPublishing(configuration)
            .AddPipeline(configuration)
            .AddIntake(configuration);
    }

    /// <summary>The parts for a verb that runs once; all settings are checked before it begins.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="more">Registers what the verb adds or replaces.</param>
    public static ServiceProvider Build(IConfiguration configuration, Action<IServiceCollection>? more = null)
    {
        IServiceCollection services = new ServiceCollection()
            .AddWorker(configuration)
            .AddLogging(logging => logging.AddWorkerLog(configuration, LogLevel.Warning));
        more?.Invoke(services);
        ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        provider.GetService<IStartupValidator>()?.Validate();
        return provider;
    }
}
