using DocumentFormat.OpenXml.Packaging;
using Extraction.Worker.Documents.Containers;

namespace Extraction.Worker.Documents.Office;

/// <summary>
/// Reads a DOCX: body, then footnotes and endnotes; headers, footers and comments are not content. Parts are read as streams of
/// XML without a document type, so entities and deep nesting cost nothing, and no relationship that leads outside is followed.
/// </summary>
internal sealed class DocxReader : IFormatReader
{
    public SourceFormat Read(ReadingJob job)
    {
        ZipGuard.Check(job);
        using MemoryStream stream = DocumentBytes.Open(job.Bytes.Content);
        using WordprocessingDocument document = WordprocessingDocument.Open(stream, isEditable: false, new OpenSettings { AutoSave = false });
        MainDocumentPart main = document.MainDocumentPart ?? throw new InvalidDataException("The package has no main part.");
        OfficeText.ReadPart(main, job);
        OfficeText.ReadDiagrams(main, job);
        if (main.FootnotesPart is OpenXmlPart footnotes)
        {
            OfficeText.ReadPart(footnotes, job);
        }

        if (main.EndnotesPart is OpenXmlPart endnotes)
        {
            OfficeText.ReadPart(endnotes, job);
        }

        return SourceFormat.Docx;
    }
}
