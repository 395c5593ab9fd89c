using System.Text.Json;

namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>The body of an error answer: <c>{"error": {"code", "type", "param", "message"}}</c>, as far as there is one.</summary>
/// <param name="Code">Code, or type where there is no code; empty where there is neither.</param>
/// <param name="Parameter">The parameter that it complains about, or empty.</param>
/// <param name="Message">What it says. It may quote the prompt, so it goes to no log.</param>
internal sealed record EndpointError(string Code, string Parameter, string Message)
{
    private const int LongestCode = 80;

    private static readonly EndpointError None = new(string.Empty, string.Empty, string.Empty);

    /// <summary>All of it, for looking a word up.</summary>
    public string Complaint => $"{Parameter} {Code} {Message}";

    public static EndpointError Read(BinaryData body)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            JsonElement root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return None;
            }

            JsonElement error = root.TryGetProperty("error", out JsonElement inner) ? inner : root;
            if (error.ValueKind == JsonValueKind.String)
            {
                return None with { Message = error.GetString()! };
            }

            string code = Text(error, "code");
            string inside = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("innererror", out JsonElement deeper) ? Text(deeper, "code") : string.Empty;
            return new EndpointError(Cut($"{(code.Length > 0 ? code : Text(error, "type"))} {inside}".Trim()), Cut(Text(error, "param")), Text(error, "message"));
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number => value.GetRawText(),
                _ => string.Empty,
            }
            : string.Empty;

    private static string Cut(string text) => text.Length <= LongestCode ? text : text[..LongestCode];
}
