using System.Buffers.Binary;

namespace Extraction.Worker.Documents.Ocr;

/// <summary>Reads how large a picture declares to be from its header, before anything unpacks it.</summary>
internal static class PictureSize
{
    /// <summary>Width and height in pixels, or null where the header does not say it in a way known here.</summary>
    public static (long Width, long Height)? Of(ReadOnlySpan<byte> picture)
    {
        if (picture.Length > 24 && picture.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]))
        {
            return (BinaryPrimitives.ReadUInt32BigEndian(picture[16..]), BinaryPrimitives.ReadUInt32BigEndian(picture[20..]));
        }

        if (picture.Length > 10 && picture.StartsWith("GIF8"u8))
        {
            return (BinaryPrimitives.ReadUInt16LittleEndian(picture[6..]), BinaryPrimitives.ReadUInt16LittleEndian(picture[8..]));
        }

        if (picture.Length > 26 && picture.StartsWith("BM"u8))
        {
            return (Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(picture[18..])), Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(picture[22..])));
        }

        return picture.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? Jpeg(picture) : null;
    }

    private static (long Width, long Height)? Jpeg(ReadOnlySpan<byte> picture)
    {
        int at = 2;
        while (at + 9 < picture.Length)
        {
            if (picture[at] != 0xFF)
            {
                at++;
                continue;
            }

            byte marker = picture[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 5)..]));
            }

            bool bare = marker is 0xFF or 0x01 or (>= 0xD0 and <= 0xD9);
            at += bare ? (marker == 0xFF ? 1 : 2) : 2 + BinaryPrimitives.ReadUInt16BigEndian(picture[(at + 2)..]);
        }

        return null;
    }
}
