using System.Buffers.Binary;
using System.Globalization;

namespace Extraction.Worker.Storage;

/// <summary>
/// Looks at the write-ahead log that a killed process left beside a SQLite file, before SQLite opens it. SQLite reads a log up to the first frame whose
/// checksum is wrong and says nothing of those behind it. That is right for the last transaction, which was cut short and never acknowledged, and it is
/// wrong for a flipped bit, behind which acknowledged transactions stand. The format is that of https://www.sqlite.org/fileformat2.html#walformat.
/// </summary>
internal static class WriteAheadLog
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const uint Magic = 0x377F0682;

    /// <summary>A frame that somebody was writing while it was read is whole the next time.</summary>
    private const int Looks = 3;

    /// <summary>Looks at the log of a SQLite file.</summary>
    /// <param name="path">The SQLite file.</param>
    /// <returns>What is wrong, in words that end a sentence; both null where nothing is.</returns>
    public static Findings LookAt(string path)
    {
        Findings findings = default;
        for (int look = 0; look < Looks; look++)
        {
            Findings found = Read(path + "-wal");
            if (found == default || (look > 0 && found != findings))
            {
                return default;
            }

            findings = found;
        }

        return findings;
    }

    private static Findings Read(string path)
    {
        if (!File.Exists(path))
        {
            return default;
        }

        using FileStream log = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16);
        byte[] header = new byte[HeaderBytes];
        if (log.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return default;
        }

        int pageBytes = (int)Number(header, 8);
        bool isHeader = (Number(header, 0) & ~1u) == Magic && pageBytes is >= 512 and <= 65536 && int.IsPow2(pageBytes);
        bool bigEndian = (Number(header, 0) & 1) == 1;
        if (!isHeader || Sum(default, header.AsSpan(0, 24), bigEndian) != Stored(header, 24))
        {
            return new(log.Length >= HeaderBytes + FrameHeaderBytes ? "its header does not match its checksum" : null, null);
        }

        byte[] frame = new byte[FrameHeaderBytes + pageBytes];
        (uint, uint) before = Stored(header, 24);
        long bad = 0; // the number, from 1, of the first frame that SQLite will not read
        bool ended = false; // whether a transaction ends there or behind it
        for (long number = 1; log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length; number++)
        {
            bool ofThisLog = frame.AsSpan(8, 8).SequenceEqual(header.AsSpan(16, 8));
            (uint, uint) sum = Sum(Sum(before, frame.AsSpan(0, 8), bigEndian), frame.AsSpan(FrameHeaderBytes), bigEndian);
            before = Stored(frame, 16);
            bool whole = ofThisLog && sum == before;
            if (whole && ended)
            {
                return new(string.Create(CultureInfo.InvariantCulture, $"its frame {bad} does not match its checksum, and acknowledged changes stand behind it"), null);
            }

            bad = bad == 0 && !whole ? number : bad;
            ended |= bad > 0 && ofThisLog && Number(frame, 4) > 0;
        }

        return ended ? new(null, string.Create(CultureInfo.InvariantCulture, $"its last transaction does not match its checksum (frame {bad}) and was dropped")) : default;
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    private static (uint, uint) Stored(ReadOnlySpan<byte> bytes, int at) => (Number(bytes, at), Number(bytes, at + 4));

    private static (uint, uint) Sum((uint First, uint Second) sum, ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        for (int i = 0; i < bytes.Length; i += 8)
        {
            uint first = bigEndian ? Number(bytes, i) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[i..]);
            uint second = bigEndian ? Number(bytes, i + 4) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i + 4)..]);
            sum.First += first + sum.Second;
            sum.Second += second + sum.First;
        }

        return sum;
    }

    /// <param name="Damage">Acknowledged changes cannot be read.</param>
    /// <param name="Dropped">The last transaction cannot be read: as after a power cut in the middle of it, before it was acknowledged, or by a flipped bit.</param>
    public readonly record struct Findings(string? Damage, string? Dropped);
}
