namespace Extraction.Worker.Documents.Pdf;

/// <summary>Segments on one base line, from left to right, or the cells of one row of a ruled table.</summary>
internal sealed class PdfLine
{
    public PdfLine(IReadOnlyList<PdfSegment> segments)
        : this(segments, segments[0].Baseline, isRow: false)
    {
    }

    /// <summary>A row of a ruled table: it is never taken apart, and cells without text keep their place.</summary>
    public PdfLine(IReadOnlyList<PdfSegment> cells, double baseline)
        : this(cells, baseline, isRow: true)
    {
    }

    private PdfLine(IReadOnlyList<PdfSegment> segments, double baseline, bool isRow)
    {
        Segments = segments;
        IsRow = isRow;
        Left = segments[0].Left;
        Right = segments.Max(segment => segment.Right);
        Baseline = baseline;
        Size = segments.Max(segment => segment.Size);
        Text = string.Join('\t', segments.Select(segment => segment.Text.Trim())).TrimEnd();
    }

    public IReadOnlyList<PdfSegment> Segments { get; }

    public bool IsRow { get; }

    public double Left { get; }

    public double Right { get; }

    public double Baseline { get; }

    public double Size { get; }

    /// <summary>Its text, with a tab between cells.</summary>
    public string Text { get; }
}
