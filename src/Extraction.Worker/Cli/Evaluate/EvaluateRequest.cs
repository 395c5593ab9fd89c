namespace Extraction.Worker.Cli.Evaluate;

/// <summary>What <c>extraction evaluate</c> is asked for.</summary>
internal sealed record EvaluateRequest(
    string Gold,
    string? Model,
    IReadOnlyList<string> Prompts,
    IReadOnlyList<string> Against,
    IReadOnlyList<EvaluationGate> Gates,
    string? Record,
    string? Replay,
    string? Out,
    int? Parallel,
    bool Json)
{
    /// <summary>The value of <c>--against</c> that names a saved result, or null.</summary>
    public string? SavedResult => Against.FirstOrDefault(one => one.EndsWith(".json", StringComparison.OrdinalIgnoreCase));

    /// <summary>The prompt versions among them.</summary>
    public IEnumerable<string> OtherPrompts => Against.Where(one => one.Contains('@', StringComparison.Ordinal) && one != SavedResult);

    /// <summary>The model among them, or null.</summary>
    public string? OtherModel => Against.FirstOrDefault(one => !one.Contains('@', StringComparison.Ordinal) && one != SavedResult);
}
