using System.Text.Json.Nodes;
using Extraction.Worker.LanguageModels;

namespace ModelServer;

/// <summary>A request as the server received it.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Deployment">Deployment of the Azure route; null on the OpenAI route.</param>
/// <param name="Credential">The key, without <c>Bearer</c>.</param>
/// <param name="Body">The JSON body.</param>
internal sealed record ChatCall(string Path, string? Deployment, string? Credential, JsonObject Body)
{
    /// <summary>Deployment or model.</summary>
    public string Model => Deployment ?? Body["model"]?.GetValue<string>() ?? string.Empty;

    /// <summary>Roles and contents.</summary>
    public IReadOnlyList<(string Role, string Content)> Messages =>
        [.. (Body["messages"] as JsonArray ?? []).Select(m => (m!["role"]!.GetValue<string>(), m["content"]!.GetValue<string>()))];

    /// <summary>The first user message.</summary>
    public string User => Messages.FirstOrDefault(m => m.Role == "user").Content ?? string.Empty;

    /// <summary>The longest reply that is asked for, in tokens.</summary>
    public int? MaxTokens => (Body["max_completion_tokens"] ?? Body["max_tokens"])?.GetValue<int>();

    /// <summary>The prompt's tokens, as the server counts them.</summary>
    public long PromptTokens => _promptTokens ??= Messages.Sum(m => (long)TokenCounter.Count(m.Content));

    private long? _promptTokens;
}
