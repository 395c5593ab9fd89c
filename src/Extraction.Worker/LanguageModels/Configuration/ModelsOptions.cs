namespace Extraction.Worker.LanguageModels.Configuration;

/// <summary>Section <c>Models</c> of the configuration.</summary>
internal sealed class ModelsOptions
{
    public const string Section = "Models";

    /// <summary>The name of the rule-based reader, which needs no endpoint.</summary>
    public const string OfflineRules = "offline-rules";

    /// <summary>Name of the endpoint to ask, or <c>offline-rules</c> (default).</summary>
    public string Use { get; set; } = OfflineRules;

    /// <summary>How often a model is asked again when its reply does not fit, 0 to 5. Default 2.</summary>
    public int MaxReasks { get; set; } = 2;

    /// <summary>The endpoints by name.</summary>
    public Dictionary<string, EndpointOptions> Endpoints { get; set; } = new(StringComparer.OrdinalIgnoreCase);
}
