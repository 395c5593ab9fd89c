using System.Text.Json.Nodes;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>What a reply's text was read as.</summary>
/// <param name="Json">The value, everything in it that is complete; null where the text holds none.</param>
/// <param name="Repairs">What had to be mended to read it; empty for clean JSON.</param>
/// <param name="CutAt">JSON Pointer to where the reply breaks off; null where it is whole.</param>
internal sealed record ParsedReply(JsonNode? Json, IReadOnlyList<Repair> Repairs, string? CutAt = null)
{
    /// <summary>The list item that was being written when the reply broke off, incomplete as it is; null where none was.</summary>
    public JsonNode? CutItem { get; init; }

    /// <summary>Whether the reply breaks off: what is complete was kept.</summary>
    public bool Cut => CutAt is not null;
}
