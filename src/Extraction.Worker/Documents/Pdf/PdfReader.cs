using Extraction.Contracts;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>Reads the text of a PDF page by page. A page that cannot be read is named in the notes; a document whose text is garbled is refused.</summary>
internal sealed class PdfReader : IFormatReader
{
    private static readonly ParsingOptions Parsing = new() { UseLenientParsing = true, SkipMissingFonts = true, MaxStackDepth = 64 };

    public SourceFormat Read(ReadingJob job)
    {
        using PdfDocument document = Open(job);
        if (document.NumberOfPages > job.Options.MaxPages)
        {
            throw PageLimit.Exceeded(document.NumberOfPages, job.Options);
        }

        GarbledText garbled = new();
        int broken = 0;
        for (int number = 1; number <= document.NumberOfPages; number++)
        {
            job.Cancellation.ThrowIfCancellationRequested();
            try
            {
                Page page = document.GetPage(number);
                garbled.Add(page.Letters);
                Write(page, job);
            }
            catch (Exception fault) when (fault is not UnreadableDocumentException and not OperationCanceledException)
            {
                broken++;
                job.Text.Note($"Page {number} is damaged and was not read ({fault.GetType().Name}).");
            }

            job.Text.EndPage(number);
        }

        Judge(document.NumberOfPages, broken, garbled);
        return SourceFormat.Pdf;
    }

    private static PdfDocument Open(ReadingJob job)
    {
        try
        {
            return PdfDocument.Open(job.Bytes.Content, Parsing);
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new UnreadableDocumentException(FailureCode.DocumentEncrypted, "The PDF is protected by a password; submit an unprotected copy.");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new UnreadableDocumentException(
                FailureCode.DocumentCorrupt,
                $"The PDF is damaged: its structure could not be read ({fault.GetType().Name}); fetch it again.");
        }
    }

    private static void Write(Page page, ReadingJob job)
    {
        foreach (List<PdfGlyph> direction in PdfGlyphs.ByDirection(page.Letters))
        {
            foreach (string paragraph in PdfParagraphs.Of(PdfLines.Of(direction)))
            {
                job.Text.AppendLine(paragraph);
            }
        }
    }

    private static void Judge(int pages, int broken, GarbledText garbled)
    {
        if (pages == 0 || broken == pages)
        {
            throw new UnreadableDocumentException(FailureCode.DocumentCorrupt, $"The PDF is damaged: none of its {pages} pages could be read; fetch it again.");
        }

        if (garbled.Count == 0)
        {
            throw new UnreadableDocumentException(
                FailureCode.DocumentEmpty,
                $"The PDF has {pages} pages and no text, as a scan has; submit a version with text.");
        }

        if (garbled.Trouble is string trouble)
        {
            throw new UnreadableDocumentException(
                FailureCode.DocumentGarbled,
                $"The PDF's fonts do not say which characters they draw: {trouble}; submit another version of the document.");
        }
    }
}
