using System.Text.Json;
using System.Text.Json.Nodes;
using Extraction.Prompts.Replies;

namespace Extraction.Prompts.Schemas;

/// <summary>What stands in a JSON value, short enough for a sentence.</summary>
internal static class Excerpt
{
    private const int Longest = 60;

    public static string Of(JsonNode? value)
    {
        switch (value)
        {
            case null:
                return "null";
            case JsonObject o:
                return o.Count == 0 ? "an empty object" : $"an object with {string.Join(", ", o.Take(5).Select(p => $"`{p.Key}`"))}{(o.Count > 5 ? ", …" : string.Empty)}";
            case JsonArray a:
                return $"an array of {a.Count}";
            default:
                string json = value.GetValueKind() == JsonValueKind.String
                    ? JsonSerializer.Serialize(Cut(value.GetValue<string>()), ReplyJson.Options)
                    : Cut(value.ToJsonString(ReplyJson.Options));
                return json;
        }
    }

    private static string Cut(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        // Never between the two halves of a surrogate pair.
        int end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return text[..end] + "…";
    }
}
