namespace Extraction.Worker.LanguageModels.Configuration;

/// <summary>Section <c>Models:Endpoints:&lt;name&gt;</c> of the configuration.</summary>
internal sealed class EndpointOptions
{
    public const int DefaultMaxConcurrency = 256;

    /// <summary><c>AzureOpenAI</c>, or <c>OpenAI</c> for any endpoint that speaks its chat protocol. Required.</summary>
    public string Kind { get; set; } = string.Empty;

    /// <summary>The resource's address for Azure (<c>https://NAME.openai.azure.com</c>); the base address with its version otherwise (<c>http://host:8000/v1</c>). Required.</summary>
    public string Address { get; set; } = string.Empty;

    /// <summary>Name of the deployment (Azure) or of the model. Required.</summary>
    public string Model { get; set; } = string.Empty;

    /// <summary>The key. Better left to the environment variable that <see cref="KeyFrom"/> names.</summary>
    public string? Key { get; set; }

    /// <summary>Name of the environment variable that holds the key. Default <c>AZURE_OPENAI_API_KEY</c> or <c>OPENAI_API_KEY</c> by kind.</summary>
    public string? KeyFrom { get; set; }

    /// <summary><c>key</c> (default), or <c>entra</c> for Entra ID (Azure only): managed identity, workload identity or the developer's own login.</summary>
    public string Auth { get; set; } = "key";

    /// <summary>What the endpoint can do about the reply's form: <c>schema</c> (default), <c>json</c> or <c>none</c>.</summary>
    public string Structured { get; set; } = "schema";

    /// <summary>Deadline of one call in seconds, from the request to the last byte of the answer. Default 120.</summary>
    public double TimeoutSeconds { get; set; } = 120;

    /// <summary>Requests that the endpoint grants by the minute; left out, they are learned from its answers.</summary>
    public double? RequestsPerMinute { get; set; }

    /// <summary>Tokens that the endpoint grants by the minute; left out, they are learned from its answers.</summary>
    public double? TokensPerMinute { get; set; }

    /// <summary>Its share among endpoints of the same priority. Default 1.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>Endpoints with a greater number are asked only for what those with a smaller one cannot take now. Default 1.</summary>
    public int Priority { get; set; } = 1;

    /// <summary>The most calls at once; below that, the number follows how quickly the endpoint answers. Default 256.</summary>
    public int MaxConcurrency { get; set; } = DefaultMaxConcurrency;

    /// <summary>The family of the model, which decides how its tokens are counted: <c>gpt-4o</c>, <c>qwen</c>, … Default: by the beginning of <see cref="Model"/>.</summary>
    public string? Family { get; set; }

    /// <summary>Price of a million prompt tokens. Default 0.</summary>
    public decimal InputPricePerMillion { get; set; }

    /// <summary>Price of a million reply tokens. Default 0.</summary>
    public decimal OutputPricePerMillion { get; set; }

    /// <summary>Price of a million prompt tokens that the prefix cache served. Default: the prompt price.</summary>
    public decimal? CachedPricePerMillion { get; set; }

    /// <summary>The part of these prices that the endpoint asks in batches. Default 0.5.</summary>
    public decimal BatchPriceFactor { get; set; } = 0.5m;

    /// <summary>ISO 4217 code of the prices. Default <c>USD</c>.</summary>
    public string Currency { get; set; } = "USD";
}
