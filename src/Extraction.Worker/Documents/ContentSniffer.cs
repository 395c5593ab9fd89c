using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Extraction.Worker.Documents;

/// <summary>Finds the type of a document from its bytes. Names and declared types play no part.</summary>
internal static class ContentSniffer
{
    private static readonly (byte[] Magic, int Offset, ContentKind Kind)[] Signatures =
    [
        (Ascii("{\\rtf"), 0, ContentKind.Rtf),
        ([0x1F, 0x8B, 0x08], 0, ContentKind.Gzip),
        (Ascii("BZh"), 0, ContentKind.OtherArchive),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], 0, ContentKind.OtherArchive),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, ContentKind.OtherArchive),
        (Ascii("Rar!"), 0, ContentKind.OtherArchive),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, ContentKind.OtherArchive),
        (Ascii("%!PS"), 0, ContentKind.PostScript),
        ([0xC5, 0xD0, 0xD3, 0xC6], 0, ContentKind.PostScript),
        (Ascii("ustar"), 257, ContentKind.OtherArchive),
        (Ascii("!<arch>\n"), 0, ContentKind.OtherArchive),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, ContentKind.Image),
        ([0xFF, 0xD8, 0xFF], 0, ContentKind.Image),
        (Ascii("GIF87a"), 0, ContentKind.Image),
        (Ascii("GIF89a"), 0, ContentKind.Image),
        ([0x49, 0x49, 0x2A, 0x00], 0, ContentKind.Image),
        ([0x4D, 0x4D, 0x00, 0x2A], 0, ContentKind.Image),
        (Ascii("WEBP"), 8, ContentKind.Image),
        (Ascii("ftypheic"), 4, ContentKind.OtherImage),
        (Ascii("ftypavif"), 4, ContentKind.OtherImage),
        ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20], 0, ContentKind.Image),
        (Ascii("8BPS"), 0, ContentKind.OtherImage),
        ([0xD7, 0xCD, 0xC6, 0x9A], 0, ContentKind.OtherImage),
        (Ascii("ftyp"), 4, ContentKind.AudioOrVideo),
        (Ascii("OggS"), 0, ContentKind.AudioOrVideo),
        (Ascii("RIFF"), 0, ContentKind.AudioOrVideo),
        (Ascii("fLaC"), 0, ContentKind.AudioOrVideo),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, ContentKind.AudioOrVideo),
        (Ascii("FLV\x01"), 0, ContentKind.AudioOrVideo),
        ([0x7F, 0x45, 0x4C, 0x46], 0, ContentKind.Program),
        ([0xCA, 0xFE, 0xBA, 0xBE], 0, ContentKind.Program),
        (Ascii("OTTO\0"), 0, ContentKind.Font),
        ([0x00, 0x01, 0x00, 0x00, 0x00], 0, ContentKind.Font),
        (Ascii("wOF"), 0, ContentKind.Font),
        (Ascii("SQLite format 3\0"), 0, ContentKind.Database),
    ];

    public static ContentKind Detect(ReadOnlyMemory<byte> content)
    {
        ReadOnlySpan<byte> bytes = content.Span;
        if (bytes.IsEmpty)
        {
            return ContentKind.Empty;
        }

        if (bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0)
        {
            return ContentKind.Pdf;
        }

        if (bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8) || bytes.StartsWith("PK\x07\x08"u8))
        {
            return Zipped(content);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return OleContainer.Detect(bytes);
        }

        foreach ((byte[] magic, int offset, ContentKind kind) in Signatures)
        {
            if (bytes.Length >= offset + magic.Length && bytes.Slice(offset, magic.Length).SequenceEqual(magic))
            {
                return kind;
            }
        }

        if (bytes.StartsWith("ID3"u8) && bytes.Length > 10 && bytes[3] < 5 && bytes[4] == 0)
        {
            return ContentKind.AudioOrVideo;
        }

        return IsWindowsProgram(bytes) ? ContentKind.Program : IsBitmap(bytes) ? ContentKind.Image : ContentKind.Textual;
    }

    private static ContentKind Zipped(ReadOnlyMemory<byte> content)
    {
        try
        {
            using MemoryStream stream = DocumentBytes.Open(content);
            using ZipArchive archive = new(stream, ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                ContentKind? kind = entry.FullName.Replace('\\', '/').ToUpperInvariant() switch
                {
                    "WORD/DOCUMENT.XML" or "WORD/DOCUMENT2.XML" => ContentKind.Docx,
                    "XL/WORKBOOK.XML" or "XL/WORKBOOK.BIN" => ContentKind.Xlsx,
                    "PPT/PRESENTATION.XML" => ContentKind.Pptx,
                    "META-INF/CONTAINER.XML" => ContentKind.Epub,
                    "META-INF/MANIFEST.XML" => ContentKind.OpenDocument,
                    _ => null,
                };
                if (kind is ContentKind found)
                {
                    return found;
                }
            }

            return ContentKind.Zip;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            // The directory at the end is damaged; the first part's name still tells a DOCX from any other archive.
            return content.Span.IndexOf("word/document.xml"u8) >= 0 ? ContentKind.Docx : ContentKind.Zip;
        }
    }

    private static bool IsWindowsProgram(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("MZ"u8) || bytes.Length < 64)
        {
            return false;
        }

        uint header = BinaryPrimitives.ReadUInt32LittleEndian(bytes[60..]);
        return header < bytes.Length - 4 && bytes[(int)header..].StartsWith("PE\0\0"u8);
    }

    private static bool IsBitmap(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("BM"u8) && bytes.Length > 18 && bytes[15] == 0 && bytes[16] == 0 && bytes[17] == 0 && bytes[6] == 0 && bytes[7] == 0;

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
