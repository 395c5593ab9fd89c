using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>JSON as it should be.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = ReplyParser.DeepestLevel };
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a text that is JSON and nothing else.</summary>
    public static bool TryParse(string text, out JsonNode? node)
    {
        node = null;
        if (MayHoldHalves(text))
        {
            return false;
        }

        try
        {
            node = JsonNode.Parse(text, documentOptions: Options);
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Reads a JSON value that a text begins with, whatever comes after it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many characters the value has.</param>
    public static JsonNode? Begins(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        try
        {
            byte[] bytes = new byte[Utf8.GetByteCount(text)];
            Utf8.GetBytes(text, bytes);
            Utf8JsonReader reader = new(bytes, new JsonReaderOptions { MaxDepth = ReplyParser.DeepestLevel });
            reader.Read();
            reader.Skip();
            ReadOnlySpan<byte> value = bytes.AsSpan(0, (int)reader.BytesConsumed);
            length = Utf8.GetCharCount(value);
            return MayHoldHalves(text[..length]) ? null : JsonNode.Parse(value, documentOptions: Options);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Half of a surrogate pair, written as an escape, is found out only when the string is taken.</summary>
    private static bool MayHoldHalves(ReadOnlySpan<char> text) => text.Contains("\\ud", StringComparison.OrdinalIgnoreCase);
}
