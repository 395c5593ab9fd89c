using Extraction.Worker.LanguageModels.Cost;

namespace Extraction.Worker.LanguageModels.Configuration;

/// <summary>Section <c>Models</c> of the configuration.</summary>
internal sealed class ModelsOptions
{
    public const string Section = "Models";

    /// <summary>The name of the rule-based reader, which needs no endpoint.</summary>
    public const string OfflineRules = "offline-rules";

    /// <summary>Name of the endpoint to ask, several names with commas between them for a pool, or <c>offline-rules</c> (default).</summary>
    public string Use { get; set; } = OfflineRules;

    /// <summary>How often a model is asked again when its reply does not fit, 0 to 5. Default 2.</summary>
    public int MaxReasks { get; set; } = 2;

    /// <summary>Whether replies that were paid for are kept and used again. Default true; <c>--no-cache</c> turns it off.</summary>
    public bool Cache { get; set; } = true;

    /// <summary>Where spending stops.</summary>
    public SpendingOptions Spending { get; set; } = new();

    /// <summary>The endpoints by name.</summary>
    public Dictionary<string, EndpointOptions> Endpoints { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a call waits for an endpoint's budget before its document is handed back to the queue, 0 to 3600. Default 60.</summary>
    public double LongestWaitSeconds { get; set; } = 60;

    /// <summary>How often a call that failed (5xx, no connection, no answer in time) is tried again before its document is handed back, 0 to 10. Default 2.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>A folder through which the workers of this machine share the endpoints' budgets; empty for a budget of each worker's own. Default <c>.extraction/budgets</c>.</summary>
    public string SharedBudgets { get; set; } = ".extraction/budgets";

    /// <summary>The names in <see cref="Use"/>.</summary>
    internal IReadOnlyList<string> InUse => Use.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
