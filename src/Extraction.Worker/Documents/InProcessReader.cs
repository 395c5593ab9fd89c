using System.Security.Cryptography;
using Extraction.Contracts;
using Extraction.Worker.Documents.Encodings;
using Extraction.Worker.Documents.Ocr;

namespace Extraction.Worker.Documents;

/// <summary>Bytes to text in the process that calls it. No exception of a parser leaves it.</summary>
internal static class InProcessReader
{
    /// <param name="bytes">The document.</param>
    /// <param name="declaredContentType">The media type that the crawler was told, or null.</param>
    /// <param name="limits">What it may take.</param>
    /// <param name="recognising">Told once, where the text of pictures begins to be recognised, which takes longer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Outcome<SourceText> Read(DocumentBytes bytes, string? declaredContentType, DocumentsOptions limits, Action recognising, CancellationToken cancellationToken)
    {
        ReadingJob job = new(bytes, declaredContentType, limits, new SourceTextBuilder(limits.MaxCharacters), cancellationToken)
        {
            Recogniser = new Recogniser(limits, recognising, TimeProvider.System, cancellationToken),
        };
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
        catch (Exception fault) when (fault is OutOfMemoryException or InsufficientExecutionStackException)
        {
            return new Rejection(
                FailureCode.DocumentTooLarge,
                $"The document needs more memory than its reader may use ({limits.MaxReaderMemoryBytes >> 20} MiB); raise Documents:MaxReaderMemoryBytes or split the document.");
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
