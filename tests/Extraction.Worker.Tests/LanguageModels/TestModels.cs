using Extraction.Prompts;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.LanguageModels.Offline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ModelServer;

namespace Extraction.Worker.Tests.LanguageModels;

/// <summary>Gateways as the worker composes them, and prompts to ask them.</summary>
internal static class TestModels
{
    public const string Key = "secret-key-1234";
    public const string GoodReply = """{"placements":[{"candidate":"c1","role":"makes","confidence":0.9,"quote":"nylon"}]}""";

    public static PromptCatalog Catalog { get; } = PromptCatalog.Load(PromptCatalog.ShippedDirectory);

    /// <summary>The smallest prompt.</summary>
    public static RenderedPrompt Placement { get; } = PromptCatalog.Render(
        Catalog.Get("chain-placement"), new Dictionary<string, string> { ["profile"] = "main business: nylon", ["candidates"] = "c1 | a > b > c" });

    public static RenderedPrompt Profile(string document, params (string Name, string Value)[] others) =>
        PromptCatalog.Render(Catalog.Get("company-profile"), others.Append(("document", document)).ToDictionary(v => v.Item1, v => v.Item2));

    /// <summary>Services with a model server behind an endpoint named <c>test</c>.</summary>
    public static ServiceProvider Services(ModelServerHost server, bool azure = true, params (string Name, string Value)[] settings) =>
        Services([.. EndpointOf(server, azure), .. settings]);

    /// <summary>The settings of an endpoint named <c>test</c>, which is in use.</summary>
    public static (string Name, string Value)[] EndpointOf(ModelServerHost server, bool azure = true) =>
    [
        ("Models:Use", "test"),
        ("Models:Endpoints:test:Kind", azure ? "AzureOpenAI" : "OpenAI"),
        ("Models:Endpoints:test:Address", azure ? server.Address.ToString() : new Uri(server.Address, "v1").ToString()),
        ("Models:Endpoints:test:Model", "gpt-test"),
        (azure ? "AZURE_OPENAI_API_KEY" : "OPENAI_API_KEY", Key),
    ];

    // Each test has its endpoints to itself, and sees each failure as it comes.
    private static readonly (string Name, string Value)[] Defaults = [("Models:SharedBudgets", ""), ("Models:Retries", "0"), ("Models:LongestWaitSeconds", "0")];

    public static ServiceProvider Services(params (string Name, string Value)[] settings) => Services(_ => { }, settings);

    /// <summary>The same with services in place of the worker's own.</summary>
    public static ServiceProvider Services(Action<IServiceCollection> add, params (string Name, string Value)[] settings)
    {
        ServiceCollection services = new();
        add(services);
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Defaults.Concat(settings).GroupBy(s => s.Name).Select(s => s.Last()).Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
            .Build();
        services.AddSingleton<IOfflineReader>(new FakeReader());
        services.AddSingleton(Catalog);
        services.AddLanguageModels(configuration);
        return services.BuildServiceProvider();
    }
}
