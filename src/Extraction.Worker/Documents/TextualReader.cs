using Extraction.Contracts;
using Extraction.Worker.Documents.Containers;
using Extraction.Worker.Documents.Encodings;
using Extraction.Worker.Documents.Html;
using Extraction.Worker.Documents.Registry;

namespace Extraction.Worker.Documents;

/// <summary>Reads whatever is text in some encoding: a page, a mail, a registry table or plain text.</summary>
internal sealed class TextualReader : IFormatReader
{
    public SourceFormat Read(ReadingJob job)
    {
        if (EmailReader.IsEmail(job.Bytes.Content.Span))
        {
            return EmailReader.Read(job);
        }

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
}
