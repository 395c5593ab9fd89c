using Extraction.Contracts;
using Extraction.Worker.Documents.Pdf;

namespace Extraction.Worker.Documents.Ocr;

/// <summary>Reads a picture of text.</summary>
internal sealed class ImageReader : IFormatReader
{
    /// <summary>Taken for pictures, which seldom say it rightly; only how far apart two words are is judged by it.</summary>
    private const int DotsPerInch = 150;

    public SourceFormat Read(ReadingJob job)
    {
        ReadOnlySpan<byte> picture = job.Bytes.Content.Span;
        if (!job.Recogniser.IsAvailable)
        {
            throw new UnreadableDocumentException(FailureCode.DocumentUnsupported, $"The content is an image, and there is nothing here to recognise its text; {job.Recogniser.ToDo(pdf: false)}.");
        }

        if (PictureSize.Of(picture) is (long width, long height) && width * height > job.Options.MaxPixels)
        {
            throw new UnreadableDocumentException(
                FailureCode.DocumentTooLarge,
                $"The image has {width} x {height} pixels, and at most {job.Options.MaxPixels} are read; raise Documents:MaxPixels or submit a smaller one.");
        }

        IReadOnlyList<RecognisedWord> words = job.Recogniser.Recognise(job.Bytes.Content, DotsPerInch);
        double pixels = PictureSize.Of(picture)?.Height ?? (words.Count == 0 ? 0 : words.Max(word => word.Bottom));
        PdfPageText page = RecognisedPage.Of(words, 1, DotsPerInch, pixels * 72 / DotsPerInch);
        if (page.Blocks.Count == 0)
        {
            throw new UnreadableDocumentException(FailureCode.DocumentEmpty, "No text was recognised in the image; submit a larger or sharper one, or a version with text.");
        }

        PdfTextWriter.Write([page], job);
        job.Text.Note("The text was recognised from an image.");
        return SourceFormat.Image;
    }
}
