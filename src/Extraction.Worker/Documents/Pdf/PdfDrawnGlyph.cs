namespace Extraction.Worker.Documents.Pdf;

/// <summary>One character as its page draws it, in the page's own directions. Lengths are in points.</summary>
/// <param name="Text">What it says; more than one character for a ligature.</param>
/// <param name="StartX">Where its base line begins, from the page's left edge.</param>
/// <param name="StartY">The height of that place above the page's lower edge.</param>
/// <param name="EndX">Where its base line ends.</param>
/// <param name="EndY">The height of that place.</param>
/// <param name="Size">Font size.</param>
/// <param name="IsInvisible">Whether it is drawn in the mode that leaves no mark.</param>
internal readonly record struct PdfDrawnGlyph(string Text, double StartX, double StartY, double EndX, double EndY, double Size, bool IsInvisible);
