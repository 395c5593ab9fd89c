namespace Extraction.Worker.Pipeline.Shadowing;

/// <summary>Settings of the shadow, section <c>Prompts</c>.</summary>
internal sealed class ShadowOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Prompts";

    /// <summary>Where comparisons are appended, one JSON object a line. Default <c>.extraction/shadow.jsonl</c>.</summary>
    public string ShadowPath { get; set; } = Path.Combine(".extraction", "shadow.jsonl");
}
