using System.Text.Json.Nodes;
using Extraction.Contracts;

namespace Extraction.Worker.LanguageModels;

/// <summary>A reply that fits its prompt's schema.</summary>
/// <param name="Json">The reply.</param>
/// <param name="Model">The model that gave it.</param>
/// <param name="Usage">What it took, failed tries and re-asks included.</param>
internal sealed record ModelReply(JsonNode Json, string Model, ModelUsage Usage)
{
    /// <summary>Whether the reply breaks off: <see cref="Json"/> holds what is complete of it.</summary>
    public bool IsCut { get; init; }
}
