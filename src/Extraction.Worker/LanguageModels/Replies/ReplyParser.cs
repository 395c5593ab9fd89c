using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Worker.LanguageModels.Replies;

/// <summary>Reads the JSON of a reply, with code fences or prose around it.</summary>
internal static class ReplyParser
{
    public static ParsedReply Parse(string text)
    {
        if (Strict(text) is JsonNode whole)
        {
            return new ParsedReply(whole, [], Cut: false);
        }

        int open = text.IndexOf('{', StringComparison.Ordinal);
        int close = text.LastIndexOf('}');
        return open >= 0 && close > open && Strict(text[open..(close + 1)]) is JsonNode inner
            ? new ParsedReply(inner, ["Left out the text around the JSON object."], Cut: false)
            : new ParsedReply(null, [], Cut: false);
    }

    private static JsonNode? Strict(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
