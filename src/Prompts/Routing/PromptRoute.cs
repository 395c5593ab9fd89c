namespace Extraction.Prompts.Routing;

/// <summary>Which versions of a task are in use.</summary>
/// <param name="Active">The version that reads documents; null for the newest released one.</param>
/// <param name="Canary">A version that reads a share of the documents instead; null for none.</param>
/// <param name="CanaryPercent">That share, 0 to 100.</param>
/// <param name="Shadow">A version that reads every document beside the one that counts: compared and recorded, never published. Null for none.</param>
public sealed record PromptRoute(string? Active = null, string? Canary = null, double CanaryPercent = 0, string? Shadow = null)
{
    /// <summary>The newest released version, for every document.</summary>
    public static PromptRoute Newest { get; } = new();
}
