using System.ClientModel.Primitives;
using Extraction.Prompts;
using Extraction.Prompts.Routing;
using Extraction.Worker.LanguageModels.Completions;
using Extraction.Worker.LanguageModels.Configuration;
using Extraction.Worker.LanguageModels.Cost;
using Extraction.Worker.LanguageModels.Endpoints;
using Extraction.Worker.LanguageModels.Offline;
using Extraction.Worker.LanguageModels.Offline.Reading;
using Extraction.Worker.LanguageModels.Pool;
using Extraction.Worker.LanguageModels.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        services.TryAddSingleton(new RouteSettings(() => configuration, []));
        services.TryAddSingleton(provider => Prompts(configuration, provider.GetRequiredService<RouteSettings>()));
        services.TryAddSingleton(provider => provider.GetRequiredService<PromptSource>().Current.Catalog);
        services.TryAddSingleton<IOfflineReader, OfflineReader>();
        services.TryAddSingleton<ModelBudget>();
        services.TryAddSingleton<EndpointReader>(_ => new EndpointReader(configuration));
        services.TryAddSingleton<EndpointProbe>();
        services.TryAddSingleton(provider => PoolFactory.Create(provider));
        services.TryAddSingleton(provider => Backend(provider));
        services.TryAddSingleton<IChatCompletionService>(provider => provider.GetRequiredService<ModelBackend>().Service);
        services.TryAddSingleton<ICompletionStore, NoCompletions>();
        services.TryAddSingleton<ISpendingBooks, NoBooks>();
        services.TryAddSingleton<SpendingGuard>();
        services.TryAddSingleton<IModelGateway, ModelGateway>();
        return services;
    }

    private static PromptSource Prompts(IConfiguration configuration, RouteSettings settings) =>
        new(configuration[CatalogSetting] ?? PromptCatalog.ShippedDirectory, settings.Routes, settings.Files);

    private static ModelBackend Backend(IServiceProvider provider)
    {
        ModelsOptions options = provider.GetRequiredService<IOptions<ModelsOptions>>().Value;
        if (options.InUse is [ModelsOptions.OfflineRules])
        {
            IOfflineReader reader = provider.GetRequiredService<IOfflineReader>();
            return new ModelBackend(new OfflineChatCompletionService(reader), new ModelIdentity(ModelsOptions.OfflineRules, reader.Revision), PriceTable.Free);
        }

        // The options were validated when their value was taken.
        ModelPool pool = provider.GetRequiredService<ModelPool>();
        string models = string.Join('+', pool.Endpoints.Select(one => one.Endpoint.Model).Distinct(StringComparer.Ordinal));
        return new ModelBackend(pool, new ModelIdentity(models, string.Empty), pool.Endpoints[0].Endpoint.Prices);
    }
}
