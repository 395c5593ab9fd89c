using Extraction.Worker.LanguageModels.Budgets;
using Extraction.Worker.LanguageModels.Endpoints;

namespace Extraction.Worker.LanguageModels.Pool;

/// <summary>An endpoint of the pool with what is known of it. The pool's lock guards everything but the budget, which has its own.</summary>
internal sealed class PooledEndpoint(Endpoint endpoint, EndpointClient client, EndpointBudget budget, PromptCounter counter, TimeProvider time)
{
    public Endpoint Endpoint { get; } = endpoint;

    public EndpointClient Client { get; } = client;

    public EndpointBudget Budget { get; } = budget;

    public PromptCounter Counter { get; } = counter;

    public Circuit Circuit { get; } = new(time);

    public ConcurrencyLimit Concurrency { get; } = new(endpoint.MaxConcurrency);

    /// <summary>The more is free of its budget and of its calls at once, and the greater its weight, the sooner it is chosen.</summary>
    public double Headroom => Endpoint.Weight * Budget.Headroom() * Math.Max(0, 1 - (Concurrency.Running / (double)(Concurrency.Limit + 1)));
}
