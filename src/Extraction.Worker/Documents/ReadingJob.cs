namespace Extraction.Worker.Documents;

/// <summary>One document on its way through a reader.</summary>
/// <param name="Bytes">The document.</param>
/// <param name="DeclaredContentType">The media type that the crawler was told, or null.</param>
/// <param name="Options">The limits.</param>
/// <param name="Text">Where the text goes.</param>
/// <param name="Cancellation">Ends the reading.</param>
internal sealed record ReadingJob(
    DocumentBytes Bytes,
    string? DeclaredContentType,
    DocumentsOptions Options,
    SourceTextBuilder Text,
    CancellationToken Cancellation);
