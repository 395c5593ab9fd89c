using Extraction.Worker.LanguageModels.Budgets;
using Extraction.Worker.LanguageModels.Configuration;

namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>An endpoint whose settings were found good.</summary>
/// <param name="Name">Its name under <c>Models:Endpoints</c>.</param>
/// <param name="Kind">The protocol.</param>
/// <param name="Address">The resource (Azure) or the base address.</param>
/// <param name="Model">Deployment or model.</param>
/// <param name="Key">The key; null with Entra ID, and where none is set.</param>
/// <param name="KeyFrom">The environment variable that holds the key.</param>
/// <param name="UsesEntra">Whether tokens come from Entra ID.</param>
/// <param name="Structured">What it can do about the reply's form.</param>
/// <param name="Timeout">Deadline of one call.</param>
/// <param name="Prices">Its price table.</param>
internal sealed record Endpoint(
    string Name,
    EndpointKind Kind,
    Uri Address,
    string Model,
    string? Key,
    string KeyFrom,
    bool UsesEntra,
    StructuredMode Structured,
    TimeSpan Timeout,
    PriceTable Prices)
{
    /// <summary>Requests that it grants by the minute; 0 where the configuration does not say.</summary>
    public double RequestsPerMinute { get; init; }

    /// <summary>Tokens that it grants by the minute; 0 where the configuration does not say.</summary>
    public double TokensPerMinute { get; init; }

    /// <summary>Its share among endpoints of the same priority.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Endpoints with a greater number get what those with a smaller one cannot take.</summary>
    public int Priority { get; init; } = 1;

    /// <summary>The most calls at once.</summary>
    public int MaxConcurrency { get; init; } = EndpointOptions.DefaultMaxConcurrency;

    /// <summary>The tokenizer of its model.</summary>
    public ModelFamily Family { get; init; } = ModelFamily.Of(Model);

    /// <summary>The part of its prices that it asks in batches.</summary>
    public decimal BatchPriceFactor { get; init; } = 0.5m;

    /// <summary>The full name of one of its settings, for sentences.</summary>
    public string Setting(string name) => $"Models:Endpoints:{Name}:{name}";

    /// <summary>Without the key: this record reaches logs and messages.</summary>
    public override string ToString() => $"{Name} ({Kind} {Model} at {Address.Authority})";
}
