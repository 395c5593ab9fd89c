namespace Extraction.Worker.Documents.Pdf;

/// <summary>Lines in reading order that a sentence may run through.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Degrees">The direction they are written in, counter-clockwise; their lengths are those of the page turned back by it.</param>
internal sealed record PdfTextBlock(IReadOnlyList<PdfTextLine> Lines, int Degrees);
