namespace Extraction.Worker.Documents.Pdf;

/// <summary>What is written of a line.</summary>
/// <param name="Glue">What stands between it and the line before, inside a paragraph.</param>
/// <param name="Line">The line.</param>
/// <param name="Length">How many characters of its text are written; a hyphen at its end is left out.</param>
/// <param name="EndsParagraph">Whether a line end follows.</param>
internal readonly record struct PdfPiece(string Glue, PdfTextLine Line, int Length, bool EndsParagraph);
