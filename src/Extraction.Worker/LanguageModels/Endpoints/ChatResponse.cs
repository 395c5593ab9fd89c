using System.Text.Json;

namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>Reads the body of a chat completion. Tolerant of what compatible endpoints leave out; null where it is not such a body at all.</summary>
internal static class ChatResponse
{
    public static ModelAnswer? Read(BinaryData body, string model)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            JsonElement root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object && (root.TryGetProperty("choices", out _) || root.TryGetProperty("usage", out _))
                ? Answer(root, model)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ModelAnswer Answer(JsonElement root, string model)
    {
        model = Text(root, "model") is { Length: > 0 } named ? named : model;
        TokenUse? tokens = Tokens(root);
        if (!root.TryGetProperty("choices", out JsonElement choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0)
        {
            return new ModelAnswer(string.Empty, ReplyEnd.Empty, model, tokens);
        }

        JsonElement choice = choices[0];
        JsonElement message = Property(choice, "message");
        string text = Text(message, "content") ?? string.Empty;
        ReplyEnd end = (Text(choice, "finish_reason"), Text(message, "refusal")) switch
        {
            ("content_filter", _) => ReplyEnd.ContentFilter,
            (_, { Length: > 0 }) => ReplyEnd.Refusal,
            ("length", _) => ReplyEnd.Length,
            _ => text.Length == 0 ? ReplyEnd.Empty : ReplyEnd.Done,
        };
        return new ModelAnswer(text, end, model, tokens);
    }

    private static TokenUse? Tokens(JsonElement root)
    {
        JsonElement usage = Property(root, "usage");
        long? input = Number(usage, "prompt_tokens");
        long? output = Number(usage, "completion_tokens");
        long cached = Number(Property(usage, "prompt_tokens_details"), "cached_tokens") ?? 0;
        return input is long i && output is long o ? new TokenUse(i, o, Math.Clamp(cached, 0, i)) : null;
    }

    private static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string? Text(JsonElement element, string name)
    {
        JsonElement value = Property(element, name);
        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private static long? Number(JsonElement element, string name)
    {
        JsonElement value = Property(element, name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= 0 ? number : null;
    }
}
