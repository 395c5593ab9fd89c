namespace Extraction.Worker.Documents.Pdf;

/// <summary>A line with its place, kept until the whole document was seen. Lengths are in points.</summary>
/// <param name="Text">Its text, cells separated by tabs.</param>
/// <param name="Left">Where it begins.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Baseline">Its height above the bottom of the page.</param>
/// <param name="Size">Its font size.</param>
/// <param name="HasCells">Whether it is a table row.</param>
internal sealed record PdfTextLine(string Text, double Left, double Right, double Baseline, double Size, bool HasCells)
{
    public static PdfTextLine Of(PdfLine line) => new(line.Text, line.Left, line.Right, line.Baseline, line.Size, line.Segments.Count > 1);
}
