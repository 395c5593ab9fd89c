namespace Extraction.Prompts.Routing;

/// <summary>What a look at the files brought.</summary>
/// <param name="Changed">Whether files had changed since the last look.</param>
/// <param name="Problems">Why what was found is not used, one sentence each; empty where it is.</param>
public sealed record PromptRefresh(bool Changed, IReadOnlyList<string> Problems)
{
    /// <summary>Nothing had changed.</summary>
    public static PromptRefresh Same { get; } = new(Changed: false, []);
}
