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
        List<PdfPageText> pages = [];
        for (int number = 1; number <= document.NumberOfPages; number++)
        {
            job.Cancellation.ThrowIfCancellationRequested();
            try
            {
                Page page = document.GetPage(number);
                garbled.Add(page.Letters);
                pages.Add(Layout(page, job));
            }
            catch (Exception fault) when (fault is not UnreadableDocumentException and not OperationCanceledException)
            {
                broken++;
                pages.Add(new PdfPageText(number, [], 0, 0, 0));
                job.Text.Note($"Page {number} is damaged and was not read ({fault.GetType().Name}).");
            }
        }

        Judge(document.NumberOfPages, broken, garbled);
        Write(pages, job);
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

    private static PdfPageText Layout(Page page, ReadingJob job)
    {
        List<IReadOnlyList<PdfTextLine>> blocks = [];
        int upright = 0;
        foreach ((int degrees, List<PdfGlyph> glyphs) in PdfGlyphs.ByDirection(PdfGlyphs.Visible(page, job)))
        {
            foreach (IReadOnlyList<PdfLine> block in PdfColumns.Of(PdfLines.Of(glyphs)))
            {
                blocks.Add([.. block.Select(PdfTextLine.Of)]);
            }

            upright = degrees == 0 && upright == 0 ? blocks.Count : upright;
        }

        return new PdfPageText(page.Number, blocks, upright, page.CropBox.Bounds.Bottom, page.CropBox.Bounds.Top);
    }

    private static void Write(List<PdfPageText> pages, ReadingJob job)
    {
        RunningLines running = new(pages);
        foreach (PdfPageText page in pages)
        {
            job.Cancellation.ThrowIfCancellationRequested();
            foreach (IReadOnlyList<PdfTextLine> block in page.Blocks)
            {
                foreach (string paragraph in PdfParagraphs.Of([.. block.Where(line => !running.Contains(line))]))
                {
                    job.Text.AppendLine(paragraph);
                }
            }

            job.Text.EndPage(page.Number);
        }

        if (running.Count > 0)
        {
            job.Text.Note($"{running.Count} lines that repeat at the edges of pages (headers, footers, page numbers) were left out.");
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
