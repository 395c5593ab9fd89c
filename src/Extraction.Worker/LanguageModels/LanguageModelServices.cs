using System.ClientModel.Primitives;
using Extraction.Prompts;
using Extraction.Worker.LanguageModels.Configuration;
using Extraction.Worker.LanguageModels.Endpoints;
using Extraction.Worker.LanguageModels.Offline;
using Extraction.Worker.LanguageModels.Offline.Reading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Extraction.Worker.LanguageModels;

/// <summary>Registers the gateway and the prompts.</summary>
internal static class LanguageModelServices
{
    /// <summary>Setting that names another folder of prompts than the one that ships with the worker.</summary>
    public const string CatalogSetting = "Prompts:Catalog";

    /// <summary>
    /// Adds <see cref="IModelGateway"/>, <see cref="IChatCompletionService"/> and <see cref="PromptCatalog"/>. A <see cref="PipelineTransport"/> that is
    /// registered carries the calls.
    /// </summary>
    public static IServiceCollection AddLanguageModels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IConfigureOptions<ModelsOptions>>(new ModelsSection(configuration));
        services.AddSingleton<IValidateOptions<ModelsOptions>>(new ModelsOptionsValidator(configuration));
        services.AddOptions<ModelsOptions>().ValidateOnStart();
        services.TryAddSingleton(_ => PromptCatalog.Load(configuration[CatalogSetting] ?? PromptCatalog.ShippedDirectory));
        services.TryAddSingleton<IOfflineReader, OfflineReader>();
        services.TryAddSingleton(provider => Backend(provider, configuration));
        services.TryAddSingleton<IChatCompletionService>(provider => provider.GetRequiredService<ModelBackend>().Service);
        services.TryAddSingleton<IModelGateway, ModelGateway>();
        return services;
    }

    private static ModelBackend Backend(IServiceProvider provider, IConfiguration configuration)
    {
        ModelsOptions options = provider.GetRequiredService<IOptions<ModelsOptions>>().Value;
        if (options.Use == ModelsOptions.OfflineRules)
        {
            IOfflineReader reader = provider.GetRequiredService<IOfflineReader>();
            return new ModelBackend(new OfflineChatCompletionService(reader), new ModelIdentity(ModelsOptions.OfflineRules, reader.Revision), PriceTable.Free);
        }

        // The options were validated when their value was taken.
        Endpoint endpoint = new EndpointReader(configuration).Read(options.Use, options.Endpoints[options.Use], needsKey: true, [])!;
        EndpointChatService service = new(
            endpoint,
            ChatClientFactory.Create(endpoint, provider.GetService<PipelineTransport>()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EndpointChatService>>());
        return new ModelBackend(service, new ModelIdentity(endpoint.Model, string.Empty), endpoint.Prices);
    }
}
