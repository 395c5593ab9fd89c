namespace Extraction.Prompts;

/// <summary>An exact prompt, written <c>NAME@VERSION</c>: <c>company-profile@1.0.0</c>.</summary>
/// <param name="Name">The task.</param>
/// <param name="Version">SemVer 2.0.0.</param>
public sealed record PromptId(string Name, string Version)
{
    /// <summary>Reads it; null where the text is not of the form.</summary>
    public static PromptId? TryParse(string? text)
    {
        string[] parts = text?.Split('@') ?? [];
        return parts is [{ Length: > 0 } name, { } version] && SemanticVersion.TryParse(version) is not null ? new PromptId(name, version) : null;
    }

    public override string ToString() => $"{Name}@{Version}";
}
