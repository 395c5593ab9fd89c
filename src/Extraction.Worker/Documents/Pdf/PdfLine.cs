namespace Extraction.Worker.Documents.Pdf;

/// <summary>Segments on one base line, from left to right.</summary>
internal sealed class PdfLine(IReadOnlyList<PdfSegment> segments)
{
    public IReadOnlyList<PdfSegment> Segments { get; } = segments;

    public double Left { get; } = segments[0].Left;

    public double Right { get; } = segments.Max(segment => segment.Right);

    public double Baseline { get; } = segments[0].Baseline;

    public double Size { get; } = segments.Max(segment => segment.Size);

    /// <summary>Its text, with a tab between cells.</summary>
    public string Text { get; } = string.Join('\t', segments.Select(segment => segment.Text.Trim())).TrimEnd();
}
