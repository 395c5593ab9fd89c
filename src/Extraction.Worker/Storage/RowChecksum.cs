using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Extraction.Worker.Storage;

/// <summary>CRC-32C (RFC 3720, appendix B.4) over the values of a row, so that a flipped bit is noticed before a value is believed.</summary>
internal struct RowChecksum()
{
    private uint _crc = uint.MaxValue;

    /// <summary>The checksum of what was added.</summary>
    public readonly long Value => ~_crc;

    /// <summary>The checksum of some texts; null counts as an empty one.</summary>
    public static long Of(params ReadOnlySpan<string?> texts)
    {
        RowChecksum sum = new();
        foreach (string? text in texts)
        {
            sum.Add(Encoding.UTF8.GetBytes(text ?? ""));
        }

        return sum.Value;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            _crc = BitOperations.Crc32C(_crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte one in bytes)
        {
            _crc = BitOperations.Crc32C(_crc, one);
        }
    }
}
