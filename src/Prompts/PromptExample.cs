using System.Text.Json.Nodes;

namespace Extraction.Prompts;

/// <summary>A worked example of a prompt.</summary>
/// <param name="Input">The variables.</param>
/// <param name="Output">The reply that they must produce.</param>
public sealed record PromptExample(IReadOnlyDictionary<string, string> Input, JsonNode Output);
