using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>
/// JSON as it should be. Its nodes hold plain strings and numbers, and one string for each name, so that nothing is decoded again whenever a value is looked at.
/// </summary>
internal static class StrictJson
{
    private const int LongestKnownName = 64;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a text that is JSON and nothing else.</summary>
    public static bool TryParse(string text, KnownNames names, out JsonNode? node) => TryRead(text, names, alone: true, out node, out _);

    /// <summary>Reads a JSON value that a text begins with, whatever comes after it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="names">Names to be expected.</param>
    /// <param name="length">How many characters the value has.</param>
    public static JsonNode? Begins(ReadOnlySpan<char> text, KnownNames names, out int length) => TryRead(text, names, alone: false, out JsonNode? node, out length) ? node : null;

    /// <summary>A number as JSON writes it, every digit kept; null for anything else.</summary>
    public static JsonValue? Number(ReadOnlySpan<char> token)
    {
        if (token.IsEmpty || (token[0] != '-' && !char.IsAsciiDigit(token[0])) || !Marks.IsNumeric(token))
        {
            return null;
        }

        int digit = token[0] == '-' ? 1 : 0;
        bool leadingZero = token.Length > digit + 1 && token[digit] == '0' && char.IsAsciiDigit(token[digit + 1]);
        if (!leadingZero && token.Length <= 18 && token is not "-0" && long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return JsonValue.Create(whole);
        }

        try
        {
            return JsonNode.Parse(token.ToString())?.AsValue();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TryRead(ReadOnlySpan<char> text, KnownNames names, bool alone, out JsonNode? node, out int length)
    {
        (node, length) = (null, 0);
        byte[] bytes = [];
        try
        {
            int count = Utf8.GetByteCount(text);
            bytes = ArrayPool<byte>.Shared.Rent(count);
            Utf8.GetBytes(text, bytes);

            // Looked through first, so that nothing is made of what is not JSON to its end.
            Utf8JsonReader reader = Reader(bytes.AsSpan(0, count));
            reader.Skip();
            ReadOnlySpan<byte> value = bytes.AsSpan(0, (int)reader.BytesConsumed);
            if (alone && reader.Read())
            {
                return false;
            }

            reader = Reader(value);
            node = Node(ref reader, names);
            length = Utf8.GetCharCount(value);
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // No JSON, half of a surrogate pair, a property twice, or half of a surrogate pair that is written as an escape.
            node = null;
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static Utf8JsonReader Reader(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = ReplyParser.DeepestLevel });
        reader.Read();
        return reader;
    }

    private static JsonNode? Node(ref Utf8JsonReader reader, KnownNames names)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                JsonObject properties = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = Name(ref reader, names);
                    reader.Read();
                    properties.Add(name, Node(ref reader, names));
                }

                return properties;
            case JsonTokenType.StartArray:
                JsonArray items = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Node(ref reader, names));
                }

                return items;
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            case JsonTokenType.Number:
                return Number(Encoding.ASCII.GetString(reader.ValueSpan));
            case JsonTokenType.True or JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            default:
                return null;
        }
    }

    private static string Name(ref Utf8JsonReader reader, KnownNames names)
    {
        Span<char> name = stackalloc char[LongestKnownName];
        return reader.ValueSpan.Length > LongestKnownName ? reader.GetString()! : names.Of(name[..reader.CopyString(name)]);
    }
}
