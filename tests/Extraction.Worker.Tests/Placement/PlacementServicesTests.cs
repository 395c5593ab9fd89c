using Extraction.Prompts;
using Extraction.TestKit;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Placement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Extraction.Worker.Tests.Placement;

public sealed class PlacementServicesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_shipped_taxonomy_is_the_default()
    {
        using ServiceProvider services = Services([]);

        Assert.Equal("1.1.0", services.GetRequiredService<ICompanyPlacer>().Taxonomy.Version);
        Assert.Same(services.GetRequiredService<ICompanyPlacer>(), services.GetRequiredService<CompanyPlacer>());
    }

    [Fact]
    public void Another_taxonomy_works_by_configuration()
    {
        using ServiceProvider services = Services(new() { ["Placement:Taxonomy"] = SharedFolder.Path("data/placement/shenwan-2021") });

        CompanyPlacer placer = services.GetRequiredService<CompanyPlacer>();

        Assert.Equal("水泥制造", placer.RankOnly(PlacementSubject.FromProfile("某水泥股份有限公司", "水泥、熟料的生产和销售", null, []), 1)[0].Node);
    }

    [Theory]
    [InlineData("Placement:Candidates", "0", "Placement:Candidates must be at least 1")]
    [InlineData("Placement:Threshold", "2", "Placement:Threshold must lie between 0 and 1.")]
    public void A_wrong_setting_is_named(string setting, string value, string expected)
    {
        using ServiceProvider services = Services(new() { [setting] = value });

        OptionsValidationException e = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<ICompanyPlacer>());

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_directory_gives_one_sentence()
    {
        string nowhere = _folder.File("nowhere");
        using ServiceProvider services = Services(new() { ["Placement:Taxonomy"] = nowhere });

        OptionsValidationException e = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<ICompanyPlacer>());

        Assert.Equal($"The taxonomy in {nowhere} cannot be used: there is no such directory; Placement:Taxonomy must name one that holds chains.csv, nodes.csv and edges.csv.", e.Message);
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        ServiceCollection services = new();
        services.AddSingleton<IModelGateway>(FixedGateway.Saying(_ => "{}"));
        services.AddSingleton(PromptCatalog.Load(PromptCatalog.ShippedDirectory));
        services.AddPlacement(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services.BuildServiceProvider();
    }
}
