using Extraction.Worker.Documents.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Documents;

/// <summary>Registers what fetches and reads documents.</summary>
internal static class DocumentsServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DocumentsOptions>().Bind(configuration.GetSection(DocumentsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DocumentsOptions>, DocumentsOptionsValidation>();
        services.AddSingleton<DocumentFetcher>();
        services.AddSingleton<DocumentReader>();
        return services;
    }
}
