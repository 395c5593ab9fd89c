using System.Security.Cryptography;
using Extraction.Contracts;
using Extraction.Worker.Documents.Encodings;
using Extraction.Worker.Documents.Html;
using Extraction.Worker.Documents.Office;
using Extraction.Worker.Documents.Pdf;
using Extraction.Worker.Documents.Registry;
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
            SourceFormat format = ReadInto(job);
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

    private static SourceFormat ReadInto(ReadingJob job)
    {
        ContentKind kind = ContentSniffer.Detect(job.Bytes.Content);
        IFormatReader? reader = kind switch
        {
            ContentKind.Pdf => new PdfReader(),
            ContentKind.Docx => new DocxReader(),
            _ => null,
        };
        if (reader is not null)
        {
            reader.Read(job);
            return reader.Format;
        }

        if (UnsupportedContent.For(kind) is Rejection why)
        {
            throw new UnreadableDocumentException(why.Code, why.Sentence);
        }

        return ReadTextual(job);
    }

    private static SourceFormat ReadTextual(ReadingJob job)
    {
        ReadOnlySpan<byte> bytes = job.Bytes.Content.Span;
        DecodedText decoded = TextDecoder.Decode(bytes, HtmlCharset.Declared(bytes, job.DeclaredContentType)) ?? throw new UnreadableDocumentException(
            FailureCode.DocumentUnsupported,
            "The content is binary data of an unknown type; convert it to text, HTML, PDF, DOCX or CSV.");
        job.Cancellation.ThrowIfCancellationRequested();
        if (TextualContent.IsHtml(decoded.Text))
        {
            HtmlReader.Read(decoded.Text, job);
            return SourceFormat.Html;
        }

        if (TextualContent.IsXml(decoded.Text))
        {
            throw new UnreadableDocumentException(
                FailureCode.DocumentUnsupported,
                "The content is XML, whose tags have no meaning here; submit the page or document that it was made from, or its text.");
        }

        if (RegistryReader.TryRead(decoded.Text, job))
        {
            return SourceFormat.RegistryCsv;
        }

        PlainTextReader.Read(decoded.Text, job);
        return SourceFormat.PlainText;
    }

    private static Rejection? Judge(SourceText text)
    {
        if (string.IsNullOrWhiteSpace(text.Text))
        {
            return new Rejection(FailureCode.DocumentEmpty, "The document holds no text; if it is a scan or a picture, submit a version with text.");
        }

        return Mojibake.Find(text.Text) is string trouble
            ? new Rejection(FailureCode.DocumentGarbled, $"The text is not readable: {trouble}; submit another version of the document.")
            : null;
    }
}
