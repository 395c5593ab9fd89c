using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Extraction.Worker.Messaging.Local;

/// <summary>Headers and body as they stand in the file, with a checksum, so that a flipped bit is noticed before the content is believed.</summary>
internal static class StoredContent
{
    public static string? HeadersToText(IReadOnlyDictionary<string, string> headers) => headers.Count == 0 ? null : JsonSerializer.Serialize(headers);

    public static IReadOnlyDictionary<string, string> HeadersFromText(string? text) =>
        text is null ? MessageHeaders.None : JsonSerializer.Deserialize<Dictionary<string, string>>(text) ?? [];

    public static byte[] BodyToBytes(ReadOnlyMemory<byte> body) => body.ToArray();

    /// <summary>CRC-32C (RFC 3720, appendix B.4) over id, headers and body.</summary>
    public static long Checksum(string id, string? headers, ReadOnlySpan<byte> body)
    {
        uint crc = uint.MaxValue;
        crc = Add(crc, Encoding.UTF8.GetBytes(id));
        crc = Add(crc, Encoding.UTF8.GetBytes(headers ?? ""));
        return ~Add(crc, body);
    }

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return crc;
    }
}
