namespace Extraction.Worker.Cli.Evaluate;

/// <summary>What <c>extraction evaluate</c> is asked for.</summary>
/// <param name="Gold">The gold file.</param>
/// <param name="Model">The model, by the name of its endpoint; null for the configured one.</param>
/// <param name="Prompts">Exact prompt versions.</param>
/// <param name="Against">What to compare with.</param>
internal sealed record EvaluateRequest(string Gold, string? Model, IReadOnlyList<string> Prompts, IReadOnlyList<string> Against)
{
    /// <summary>The catalog's folder; null for the configured one.</summary>
    public string? Catalog { get; init; }

    /// <summary>How much worse fields may become.</summary>
    public IReadOnlyList<EvaluationGate> Gates { get; init; } = [];

    /// <summary>Whether a field that is worse, and not by chance, fails the run.</summary>
    public bool FailIfSignificantlyWorse { get; init; }

    /// <summary>Where replies are written down, or null.</summary>
    public string? Record { get; init; }

    /// <summary>Where replies come from, or null.</summary>
    public string? Replay { get; init; }

    /// <summary>Where the HTML report goes, or null.</summary>
    public string? Report { get; init; }

    /// <summary>Where the JSON result goes besides, or null.</summary>
    public string? Out { get; init; }

    /// <summary>How many documents at once; null for the default.</summary>
    public int? Parallel { get; init; }

    /// <summary>Whether the result is written as JSON.</summary>
    public bool Json { get; init; }

    /// <summary>The value of <c>--against</c> that names a saved result, or null.</summary>
    public string? SavedResult => Against.FirstOrDefault(one => one.EndsWith(".json", StringComparison.OrdinalIgnoreCase));

    /// <summary>The prompt versions among them.</summary>
    public IEnumerable<string> OtherPrompts => Against.Where(one => one.Contains('@', StringComparison.Ordinal) && one != SavedResult);

    /// <summary>The model among them, or null.</summary>
    public string? OtherModel => Against.FirstOrDefault(one => !one.Contains('@', StringComparison.Ordinal) && one != SavedResult);
}
