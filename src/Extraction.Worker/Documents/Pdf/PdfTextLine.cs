namespace Extraction.Worker.Documents.Pdf;

/// <summary>A line with its place, kept until the whole document was seen. Lengths are in points.</summary>
/// <param name="Text">Its text, cells separated by tabs.</param>
/// <param name="Cells">Its cells from left to right; one where it is no table row.</param>
/// <param name="Baseline">Its height above the bottom of the page.</param>
/// <param name="Size">Its font size.</param>
internal sealed record PdfTextLine(string Text, IReadOnlyList<PdfCell> Cells, double Baseline, double Size)
{
    public double Left { get; } = Cells[0].Left;

    public double Right { get; } = Cells.Max(cell => cell.Right);

    /// <summary>Whether it is a table row.</summary>
    public bool HasCells => Cells.Count > 1;

    public static PdfTextLine Of(PdfLine line) =>
        new(line.Text, [.. line.Segments.Select(segment => new PdfCell(segment.Text.Trim().Length, segment.Left, segment.Right))], line.Baseline, line.Size);
}
