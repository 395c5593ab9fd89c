using System.Text.Json.Nodes;

namespace Extraction.Worker.LanguageModels.Replies;

/// <summary>What a reply's text was read as.</summary>
/// <param name="Json">The value; null where the text holds none.</param>
/// <param name="Repairs">What had to be mended to read it, one sentence each; empty for clean JSON.</param>
/// <param name="Cut">Whether the reply breaks off: what is complete was kept.</param>
internal sealed record ParsedReply(JsonNode? Json, IReadOnlyList<string> Repairs, bool Cut);
