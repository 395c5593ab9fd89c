using Extraction.Contracts;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>
/// Reads the text of a PDF page by page. Pages that are pictures, and pages whose fonts do not say which characters they draw, are recognised from
/// their picture; one that cannot be read is named in the notes. Only when nothing can be read is the document refused.
/// </summary>
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

        document.AddPageFactory<PdfDrawnPage, PdfPageFactory>();
        PdfFormFields fields = PdfFormFields.Of(document);
        PdfFindings found = new();
        for (int number = 1; number <= document.NumberOfPages; number++)
        {
            job.Cancellation.ThrowIfCancellationRequested();
            try
            {
                found.Add(document.GetPage<PdfDrawnPage>(number), fields.OnPage(number), job);
            }
            catch (Exception fault) when (fault is not UnreadableDocumentException and not OperationCanceledException)
            {
                found.AddDamaged(number);
                job.Text.Note($"Page {number} is damaged and was not read ({fault.GetType().Name}).");
            }
        }

        found.WithdrawGarbled();
        PdfPictures.Recognise(found, job);
        found.Judge(job);
        PdfTextWriter.Write(found.Pages, job);
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
}
