using System.Runtime.InteropServices;

namespace Extraction.Worker.Documents;

/// <summary>A document as it was fetched.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Name">File name or last part of the address; a hint for messages only.</param>
/// <param name="Uri">Where it was, or null where the message held it.</param>
internal sealed record DocumentBytes(ReadOnlyMemory<byte> Content, string Name, string? Uri)
{
    /// <summary>The media type that the carrier declared, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>A stream over the bytes, without a copy where they are an array.</summary>
    public static MemoryStream Open(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
}
