using System.Text;
using System.Text.Json;

namespace Extraction.Worker.DeadLetters;

/// <summary>What can be said of a body that may be anything: the message was given up, perhaps because its body is wrong.</summary>
internal static class MessageBody
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The field <c>kind</c> of a submitted document; null where there is none.</summary>
    public static string? KindOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            Utf8JsonReader json = new(body.Span);
            while (json.Read())
            {
                if (json is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && json.ValueTextEquals("kind"u8))
                {
                    return json.Read() && json.TokenType == JsonTokenType.String ? json.GetString() : null;
                }
            }
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // Not JSON: it has no kind.
        }

        return null;
    }

    /// <summary>The body as text; null where it is not UTF-8.</summary>
    public static string? TextOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            return Strict.GetString(body.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
