using Extraction.Worker.Documents.Pdf.Tables;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>What a page draws, as far as its text needs it. Places count from the lower left corner of the page as it is seen, turned and cropped.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Width">Width in points.</param>
/// <param name="Height">Height in points.</param>
internal sealed record PdfDrawnPage(int Number, double Width, double Height)
{
    /// <summary>Its characters in the order in which they are drawn. The list is filled anew when the document's next page is read.</summary>
    public IReadOnlyList<PdfDrawnGlyph> Glyphs { get; init; } = [];

    /// <summary>Its ruled lines.</summary>
    public PdfRules Rules { get; init; } = new();

    /// <summary>How many drawing steps it has.</summary>
    public int Steps { get; init; }

    /// <summary>How many pictures stand on it.</summary>
    public int Pictures { get; init; }

    /// <summary>The area of the largest of them, in square points.</summary>
    public double LargestPicture { get; init; }
}
