using System.Text.Json.Nodes;

namespace Extraction.Prompts.Schemas;

/// <summary>A value after what can be put right without asking was put right.</summary>
/// <param name="Json">The value; the same object where nothing was changed.</param>
/// <param name="Repairs">What was changed, in the order of the value.</param>
public sealed record FittedReply(JsonNode? Json, IReadOnlyList<SchemaRepair> Repairs);
