using System.Text;
using System.Text.Json;
using Extraction.Worker.Storage;

namespace Extraction.Worker.Messaging.Local;

/// <summary>Headers and body as they stand in the file, with a checksum, so that a flipped bit is noticed before the content is believed.</summary>
internal static class StoredContent
{
    public static string? HeadersToText(IReadOnlyDictionary<string, string> headers) => headers.Count == 0 ? null : JsonSerializer.Serialize(headers);

    /// <summary>The headers; none where the text is damaged, which the checksum tells.</summary>
    public static IReadOnlyDictionary<string, string> HeadersFromText(string? text)
    {
        try
        {
            return text is null ? MessageHeaders.None : JsonSerializer.Deserialize<Dictionary<string, string>>(text) ?? [];
        }
        catch (JsonException)
        {
            return MessageHeaders.None;
        }
    }

    public static byte[] BodyToBytes(ReadOnlyMemory<byte> body) => body.ToArray();

    /// <summary>The checksum over id, headers and body.</summary>
    public static long Checksum(string id, string? headers, ReadOnlySpan<byte> body)
    {
        RowChecksum sum = new();
        sum.Add(Encoding.UTF8.GetBytes(id));
        sum.Add(Encoding.UTF8.GetBytes(headers ?? ""));
        sum.Add(body);
        return sum.Value;
    }
}
