using System.Security.Cryptography;
using Extraction.Contracts;
using Extraction.Worker.Documents.Encodings;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Documents;

/// <summary>Step 2 of the path: bytes to text. The type is found from the content; no exception of a parser leaves it.</summary>
internal sealed class DocumentReader(IOptions<DocumentsOptions> options)
{
    private readonly DocumentsOptions limits = options.Value;

    /// <summary>Reads a document's text.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="declaredContentType">The media type that the crawler was told; only its charset is heard, as one voice among several.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Outcome<SourceText> Read(DocumentBytes bytes, string? declaredContentType, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (bytes.Content.Length > limits.MaxBytes)
        {
            return new Rejection(
                FailureCode.DocumentTooLarge,
                $"The document has {bytes.Content.Length} bytes, and at most {limits.MaxBytes} are read; raise Documents:MaxBytes or split the document.");
        }

        ReadingJob job = new(bytes, declaredContentType, limits, new SourceTextBuilder(limits.MaxCharacters), cancellationToken);
        try
        {
            SourceFormat format = ContentReaders.Read(job);
            SourceText text = job.Text.Build(Convert.ToHexStringLower(SHA256.HashData(bytes.Content.Span)), format);
            return Judge(text) is Rejection why ? why : text;
        }
        catch (UnreadableDocumentException refusal)
        {
            return refusal.Why;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new Rejection(
                FailureCode.DocumentCorrupt,
                $"The document is damaged: its {ContentSniffer.Detect(bytes.Content)} parser stopped with {fault.GetType().Name}; fetch it again.");
        }
    }

    /// <summary>Refuses what came out of a document but is no text.</summary>
    public static Rejection? Judge(SourceText text)
    {
        if (string.IsNullOrWhiteSpace(text.Text))
        {
            return new Rejection(FailureCode.DocumentEmpty, "The document holds no text; if it is a scan or a picture, submit a version with text.");
        }

        // A PDF's characters are judged by its reader, who knows which signs its fonts draw.
        return text.Format != SourceFormat.Pdf && Mojibake.Find(text.Text) is string trouble
            ? new Rejection(FailureCode.DocumentGarbled, $"The text is not readable: {trouble}; submit another version of the document.")
            : null;
    }
}
