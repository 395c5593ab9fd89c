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
