namespace Extraction.Worker.Documents.Pdf;

/// <summary>One drawn character, turned so that its line runs from left to right. Lengths are in points.</summary>
/// <param name="Text">What it says; more than one character for a ligature.</param>
/// <param name="Left">Where it begins on its base line.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Baseline">Height of its base line; higher is nearer to the top of the page.</param>
/// <param name="Size">Font size.</param>
internal readonly record struct PdfGlyph(string Text, double Left, double Right, double Baseline, double Size);
