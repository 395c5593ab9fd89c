using System.Text.Json.Nodes;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>An object or array that is open while the text is read.</summary>
internal sealed class Frame(JsonNode node, bool isTuple = false)
{
    public JsonObject? Object { get; } = node as JsonObject;

    public JsonArray? Array { get; } = node as JsonArray;

    public JsonNode Node { get; } = node;

    /// <summary>An array that was opened by a round bracket.</summary>
    public bool IsTuple { get; } = isTuple;

    public Expected Expects { get; set; } = node is JsonObject ? Expected.Key : Expected.Value;

    /// <summary>The property whose value comes next.</summary>
    public string Key { get; set; } = string.Empty;

    /// <summary>The first property of an object: where it comes again, another object has begun.</summary>
    public string? FirstKey { get; set; }

    /// <summary>Whether a comma stands before what comes next.</summary>
    public bool AfterComma { get; set; }
}

/// <summary>What comes next in a frame.</summary>
internal enum Expected
{
    Key,
    Colon,
    Value,
    Comma,
}
