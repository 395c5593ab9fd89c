using Extraction.Contracts;
using Extraction.Worker.Documents.Isolation;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Documents;

/// <summary>
/// Step 2 of the path: bytes to text. The type is found from the content. Plain text and small pages are read at once; what needs a large
/// parser is read in a process of its own, which can be stopped when it hangs or takes too much memory, so that the worker lives.
/// </summary>
internal sealed class DocumentReader(IOptions<DocumentsOptions> options, TimeProvider? time = null) : IDisposable
{
    /// <summary>Pages and mails up to this size are read in the worker: their parser is quick, and starting to speak to a process costs more.</summary>
    private const int SmallText = 1 << 20;

    private readonly DocumentsOptions _limits = options.Value;
    private readonly IsolatedReader _isolated = new(options.Value, time ?? TimeProvider.System);

    /// <summary>Reads a document's text.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="declaredContentType">The media type that the crawler was told; only its charset is heard, as one voice among several.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Outcome<SourceText> Read(DocumentBytes bytes, string? declaredContentType, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (bytes.Content.Length > _limits.MaxBytes)
        {
            return new Rejection(
                FailureCode.DocumentTooLarge,
                $"The document has {bytes.Content.Length} bytes, and at most {_limits.MaxBytes} are read; raise Documents:MaxBytes or split the document.");
        }

        string? declared = declaredContentType ?? bytes.ContentType;
        return _limits.IsolateParsers && NeedsProcess(bytes.Content)
            ? _isolated.Read(bytes, declared, cancellationToken)
            : InProcessReader.Read(bytes, declared, _limits, static () => { }, cancellationToken);
    }

    public void Dispose() => _isolated.Dispose();

    private static bool NeedsProcess(ReadOnlyMemory<byte> content)
    {
        ContentKind kind = ContentSniffer.Detect(content);
        return kind == ContentKind.Textual
            ? content.Length > SmallText && content.Span[..4096].IndexOf((byte)'<') >= 0
            : UnsupportedContent.For(kind) is null;
    }
}
