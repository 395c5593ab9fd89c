using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Microsoft.Extensions.Options;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Extraction.Worker.Tests.Documents;

/// <summary>Documents for tests, and the reader that reads them.</summary>
internal static class Some
{
    public const string ChineseProfile =
        "丞达新材料科技有限公司位于浙江省嘉兴市，主营高温尼龙材料的研发、生产和销售，拥有十二项专利，是省级高新技术企业。";

    static Some() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static DocumentReader Reader(Action<DocumentsOptions>? configure = null)
    {
        DocumentsOptions options = new() { IsolateParsers = false };
        configure?.Invoke(options);
        return new DocumentReader(Options.Create(options));
    }

    public static Outcome<SourceText> Read(byte[] bytes, string? contentType = null, Action<DocumentsOptions>? configure = null, string name = "document") =>
        Reader(configure).Read(new DocumentBytes(bytes, name, null), contentType, CancellationToken.None);

    public static Outcome<SourceText> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public static SourceText Text(Outcome<SourceText> outcome) => outcome switch
    {
        Outcome<SourceText>.Done done => done.Value,
        Outcome<SourceText>.Reject rejected => throw new InvalidOperationException($"{rejected.Why.Code}: {rejected.Why.Sentence}"),
        _ => throw new InvalidOperationException(outcome.ToString()),
    };

    public static Rejection Rejection<T>(Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Reject rejected => rejected.Why,
        _ => throw new InvalidOperationException($"It was not rejected: {outcome}"),
    };

    public static byte[] Encoded(string text, string charset, bool mark = false)
    {
        Encoding encoding = Encoding.GetEncoding(charset);
        return mark ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);
    }

    /// <summary>A PDF of lines of Latin text, one list a page.</summary>
    public static byte[] Pdf(params IReadOnlyList<string>[] pages)
    {
        using PdfDocumentBuilder builder = new();
        PdfDocumentBuilder.AddedFont font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (IReadOnlyList<string> lines in pages)
        {
            PdfPageBuilder page = builder.AddPage(UglyToad.PdfPig.Content.PageSize.A4);
            double height = 780;
            foreach (string line in lines)
            {
                if (line.Length > 0)
                {
                    page.AddText(line, 11, new PdfPoint(60, height), font);
                }

                height -= 14;
            }
        }

        return builder.Build();
    }

    /// <summary>A white PNG of 64 by 64 points, without compression.</summary>
    public static byte[] WhitePicture { get; } = White();

    /// <summary>A scan: pages that are one picture each.</summary>
    public static byte[] PdfOfPicture(byte[] png, int pages = 1)
    {
        using PdfDocumentBuilder builder = new();
        (int width, int height) = (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        for (int page = 0; page < pages; page++)
        {
            builder.AddPage(595, 842).AddPng(png, new PdfRectangle(0, 842 - (595.0 * height / width), 595, 842));
        }

        return builder.Build();
    }

    private static byte[] White()
    {
        using MemoryStream packed = new();
        using (System.IO.Compression.ZLibStream stream = new(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int row = 0; row < 64; row++)
            {
                stream.WriteByte(0);
                stream.Write(Enumerable.Repeat((byte)0xFF, 64 * 3).ToArray());
            }
        }

        return [0x89, .. "PNG\r\n\x1A\n"u8, .. Chunk("IHDR"u8, [0, 0, 0, 64, 0, 0, 0, 64, 8, 2, 0, 0, 0]), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];

        static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
        {
            byte[] chunk = [0, 0, 0, 0, .. name, .. data, 0, 0, 0, 0];
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
            uint sum = uint.MaxValue;
            foreach (byte one in chunk.AsSpan(4, data.Length + 4))
            {
                sum ^= one;
                for (int bit = 0; bit < 8; bit++)
                {
                    sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
                }
            }

            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), ~sum);
            return chunk;
        }
    }

    public static byte[] Docx(params DocumentFormat.OpenXml.OpenXmlElement[] body)
    {
        using MemoryStream stream = new();
        using (WordprocessingDocument document = WordprocessingDocument.Create(stream, DocumentFormat.OpenXml.WordprocessingDocumentType.Document))
        {
            MainDocumentPart main = document.AddMainDocumentPart();
            main.Document = new Document(new Body(body));
        }

        return stream.ToArray();
    }

    public static Paragraph Paragraph(string text) => new(new Run(new Text(text) { Space = DocumentFormat.OpenXml.SpaceProcessingModeValues.Preserve }));

    public static Table Table(params string[][] rows) =>
        new(rows.Select(cells => new TableRow(cells.Select(cell => new TableCell(Paragraph(cell))))));
}
