using Extraction.Worker.LanguageModels.Completions;
using Extraction.Worker.LanguageModels.Cost;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Pipeline;

/// <summary>Registers the path from a document to its events.</summary>
internal static class PipelineServices
{
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.AddSingleton<ICompletionStore, LedgerCompletions>();
        services.AddSingleton<ISpendingBooks, LedgerBooks>();
        services.AddSingleton<EventComposer>();
        services.AddSingleton<DocumentAnalysis>();
        services.AddSingleton<DocumentPipeline>();
        return services;
    }
}
