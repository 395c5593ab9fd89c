using System.ClientModel.Primitives;
using Extraction.Worker.LanguageModels.Budgets;
using Extraction.Worker.LanguageModels.Configuration;
using Extraction.Worker.LanguageModels.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.LanguageModels.Pool;

/// <summary>Makes the pool of the endpoints that are in use.</summary>
internal static class PoolFactory
{
    /// <exception cref="OptionsValidationException">The folder of shared budgets cannot be used.</exception>
    public static ModelPool Create(IServiceProvider provider)
    {
        ModelsOptions options = provider.GetRequiredService<IOptions<ModelsOptions>>().Value;
        EndpointReader reader = provider.GetRequiredService<EndpointReader>();
        TimeProvider time = provider.GetRequiredService<TimeProvider>();

        // The options were validated when their value was taken.
        List<PooledEndpoint> endpoints = [.. options.InUse.Select(name => Pooled(reader.Read(name, options.Endpoints[name], needsKey: true, [])!))];
        return new ModelPool(
            endpoints,
            provider.GetRequiredService<ModelBudget>(),
            time,
            TimeSpan.FromSeconds(options.LongestWaitSeconds),
            options.Retries,
            provider.GetRequiredService<ILogger<ModelPool>>());

        PooledEndpoint Pooled(Endpoint endpoint) => new(
            endpoint,
            new EndpointClient(
                endpoint,
                ChatClientFactory.Create(endpoint, provider.GetService<PipelineTransport>()),
                time,
                provider.GetRequiredService<ILogger<EndpointClient>>()),
            new EndpointBudget(Store(options.SharedBudgets, endpoint), time, endpoint.RequestsPerMinute, endpoint.TokensPerMinute),
            new PromptCounter(endpoint.Family),
            time);
    }

    private static IBudgetStore Store(string folder, Endpoint endpoint)
    {
        if (folder.Length == 0)
        {
            return new OwnBudgetStore();
        }

        try
        {
            return new SharedBudgetStore(folder, $"{endpoint.Kind} {endpoint.Address} {endpoint.Model}");
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(
                ModelsOptions.Section,
                typeof(ModelsOptions),
                [$"The folder {Path.GetFullPath(folder)} of Models:SharedBudgets cannot be used ({cannot.Message}); make it writable, or set Models:SharedBudgets to nothing."]);
        }
    }
}
