using System.Collections.Frozen;
using Extraction.Contracts;
using Extraction.Worker.Documents.Containers;
using Extraction.Worker.Documents.Ocr;
using Extraction.Worker.Documents.Office;
using Extraction.Worker.Documents.Pdf;

namespace Extraction.Worker.Documents;

/// <summary>Finds the reader of a content. Containers call it again for what they hold.</summary>
internal static class ContentReaders
{
    private static readonly FrozenDictionary<ContentKind, IFormatReader> Readers = new Dictionary<ContentKind, IFormatReader>
    {
        [ContentKind.Textual] = new TextualReader(),
        [ContentKind.Pdf] = new PdfReader(),
        [ContentKind.Docx] = new DocxReader(),
        [ContentKind.Pptx] = new PptxReader(),
        [ContentKind.Xlsx] = new WorkbookReader(),
        [ContentKind.OldExcel] = new WorkbookReader(),
        [ContentKind.Image] = new ImageReader(),
        [ContentKind.Rtf] = new RtfReader(),
        [ContentKind.Zip] = new ZipReader(),
        [ContentKind.Gzip] = new GzipReader(),
    }.ToFrozenDictionary();

    /// <exception cref="UnreadableDocumentException">The content is not read, or holds no readable text.</exception>
    public static SourceFormat Read(ReadingJob job)
    {
        job.Cancellation.ThrowIfCancellationRequested();
        ContentKind kind = ContentSniffer.Detect(job.Bytes.Content);
        if (UnsupportedContent.For(kind) is Rejection why)
        {
            throw new UnreadableDocumentException(why.Code, why.Sentence);
        }

        return Readers[kind].Read(job);
    }
}
