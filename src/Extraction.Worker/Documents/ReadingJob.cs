using Extraction.Contracts;
using Extraction.Worker.Documents.Ocr;

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
    CancellationToken Cancellation)
{
    /// <summary>How many containers stand around this document.</summary>
    public int Nesting { get; private init; }

    /// <summary>What all unpacking of the outermost document may still write.</summary>
    public ExpansionBudget Expansion { get; private init; } = new(Options, Bytes.Content.Length);

    /// <summary>Recognises the text of pictures; one for the outermost document and all inside it, so that they share its time.</summary>
    public Recogniser Recogniser { get; init; } = new(Options, static () => { }, TimeProvider.System, Cancellation);

    /// <summary>A document that stands inside this one, with the same limits and what is left of its budget.</summary>
    public ReadingJob Inside(DocumentBytes inner, string? declaredContentType, SourceTextBuilder text)
    {
        if (Nesting >= Options.MaxNesting)
        {
            throw new UnreadableDocumentException(
                FailureCode.DocumentTooLarge,
                $"The document stands inside more than {Options.MaxNesting} containers; raise Documents:MaxNesting or unpack it.");
        }

        return new ReadingJob(inner, declaredContentType, Options, text, Cancellation) { Nesting = Nesting + 1, Expansion = Expansion, Recogniser = Recogniser };
    }
}
