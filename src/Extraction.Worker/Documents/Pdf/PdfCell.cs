namespace Extraction.Worker.Documents.Pdf;

/// <summary>A line, or one cell of a line that is a table row.</summary>
/// <param name="Length">How many characters of the line's text it has; a tab follows it where another cell does.</param>
/// <param name="Left">Where it begins, in points.</param>
/// <param name="Right">Where it ends.</param>
internal readonly record struct PdfCell(int Length, double Left, double Right);
