using Extraction.Prompts;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Placement.Chains;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Placement;

/// <summary>Registers the placement.</summary>
internal static class PlacementServices
{
    public static IServiceCollection AddPlacement(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PlacementOptions>().Bind(configuration.GetSection(PlacementOptions.Section)).ValidateOnStart();
        services.AddSingleton<TaxonomySource>();
        services.AddSingleton<IValidateOptions<PlacementOptions>>(provider => provider.GetRequiredService<TaxonomySource>());
        services.AddSingleton(provider => provider.GetRequiredService<TaxonomySource>().Load(Options(provider).Taxonomy));
        services.AddSingleton(provider => new PlacementRanking(provider.GetRequiredService<Taxonomy>()));
        services.AddSingleton(provider => new CompanyPlacer(
            provider.GetRequiredService<IModelGateway>(),
            provider.GetRequiredService<PromptCatalog>(),
            provider.GetRequiredService<PlacementRanking>(),
            Options(provider)));
        services.AddSingleton<ICompanyPlacer>(provider => provider.GetRequiredService<CompanyPlacer>());
        return services;
    }

    private static PlacementOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<PlacementOptions>>().Value;
}
