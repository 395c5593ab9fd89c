using Extraction.Contracts;
using Extraction.Worker.Documents.Ocr;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>Recognises the pages of a PDF that hold no readable characters.</summary>
internal static class PdfPictures
{
    private const int DotsPerInch = 200;

    /// <summary>Longest edge of a drawn page in pixels: A3 at full resolution passes, a poster is drawn coarser.</summary>
    private const double LongestEdge = 3400;

    public static void Recognise(PdfFindings found, ReadingJob job)
    {
        int recognised = 0;
        foreach (PdfPicture picture in found.Pictures)
        {
            job.Cancellation.ThrowIfCancellationRequested();
            Rejection? why = Obstacle(recognised, found, job);
            try
            {
                if (why is null)
                {
                    found.Replace(Recognise(picture, job));
                    recognised++;
                    continue;
                }
            }
            catch (UnreadableDocumentException fault)
            {
                why = fault.Why;
            }

            found.Unrecognised ??= why;
            job.Text.Note($"Page {picture.Page} {(picture.Kind == PdfPictureKind.Scan ? "is a picture" : "is garbled")} and was not read: {why.Sentence}");
        }

        if (recognised > 0)
        {
            job.Text.Note($"The text of {recognised} pages was recognised from their pictures.");
        }
    }

    /// <summary>What stands in the way of recognising one more page, or null.</summary>
    private static Rejection? Obstacle(int recognised, PdfFindings found, ReadingJob job)
    {
        if (!job.Recogniser.CanDrawPages)
        {
            return new Rejection(
                FailureCode.DocumentUnsupported,
                $"The PDF has {found.Pages.Count} pages, of which {found.Pictures.Count} are pictures, and there is nothing here to recognise their text; {job.Recogniser.ToDo(pdf: true)}.");
        }

        if (recognised >= job.Options.MaxOcrPages)
        {
            return new Rejection(
                FailureCode.DocumentTooLarge,
                $"The PDF has {found.Pictures.Count} pages that are pictures, and at most {job.Options.MaxOcrPages} are recognised; raise Documents:MaxOcrPages or split the document.");
        }

        return job.Recogniser.HasTime
            ? null
            : new Rejection(
                FailureCode.DocumentTooLarge,
                $"Of {found.Pictures.Count} pages that are pictures {recognised} were recognised within {job.Options.OcrSeconds} seconds; raise Documents:OcrSeconds or split the document.");
    }

    private static PdfPageText Recognise(PdfPicture picture, ReadingJob job)
    {
        double inches = Math.Max(picture.Width, picture.Height) / 72;
        int dotsPerInch = (int)Math.Clamp(LongestEdge / Math.Max(inches, 0.1), 10, DotsPerInch);
        byte[] drawn = job.Recogniser.Draw(job.Bytes.Content, picture.Page, dotsPerInch);
        return RecognisedPage.Of(job.Recogniser.Recognise(drawn, dotsPerInch), picture.Page, dotsPerInch, picture.Height);
    }
}
