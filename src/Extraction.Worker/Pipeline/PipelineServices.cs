using Extraction.Worker.LanguageModels.Completions;
using Extraction.Worker.LanguageModels.Cost;
using Extraction.Worker.Pipeline.Shadowing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Pipeline;

/// <summary>Registers the path from a document to its events.</summary>
internal static class PipelineServices
{
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ICompletionStore, LedgerCompletions>();
        services.AddSingleton<ISpendingBooks, LedgerBooks>();
        services.AddSingleton<EventComposer>();
        services.AddSingleton<DocumentAnalysis>();
        services.AddSingleton<DocumentPipeline>();
        services.AddOptions<ShadowOptions>()
            .Bind(configuration.GetSection(ShadowOptions.Section))
            .Validate(options => !string.IsNullOrWhiteSpace(options.ShadowPath), "Prompts:ShadowPath is empty; name a file, or leave the setting out.")
            .ValidateOnStart();
        services.AddSingleton<ShadowReader>();
        return services;
    }
}
