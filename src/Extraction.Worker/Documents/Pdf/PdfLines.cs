namespace Extraction.Worker.Documents.Pdf;

/// <summary>Puts glyphs together into lines, from the top of the page to its bottom.</summary>
internal static class PdfLines
{
    /// <summary>A gap of this many font sizes separates cells or columns.</summary>
    private const double CellGap = 1.3;

    public static List<PdfLine> Of(List<PdfGlyph> glyphs)
    {
        List<PdfSegment> runs = Runs(glyphs);
        runs.Sort((one, other) => other.Baseline.CompareTo(one.Baseline));
        List<PdfLine> lines = [];
        List<PdfSegment> current = [];
        double baseline = 0;
        double size = 0;
        foreach (PdfSegment run in runs)
        {
            if (current.Count > 0 && baseline - run.Baseline > 0.45 * Math.Max(size, run.Size * 0.6))
            {
                lines.Add(Line(current));
                current.Clear();
                size = 0;
            }

            if (current.Count == 0 || run.Size > size)
            {
                (baseline, size) = (run.Baseline, run.Size);
            }

            current.Add(run);
        }

        if (current.Count > 0)
        {
            lines.Add(Line(current));
        }

        return lines;
    }

    /// <summary>Runs of glyphs that follow each other as they were drawn; most of a line is one run already.</summary>
    private static List<PdfSegment> Runs(List<PdfGlyph> glyphs)
    {
        List<PdfSegment> runs = [];
        PdfSegment? run = null;
        foreach (PdfGlyph glyph in glyphs)
        {
            double gap = run is null ? 0 : glyph.Left - run.Right;
            bool follows = run is not null
                && Math.Abs(glyph.Baseline - run.Baseline) < 0.15 * glyph.Size
                && gap > -0.5 * glyph.Size
                && gap < CellGap * glyph.Size;
            if (follows)
            {
                run!.Add(glyph);
            }
            else if (!string.IsNullOrWhiteSpace(glyph.Text))
            {
                run = new PdfSegment(glyph);
                runs.Add(run);
            }
        }

        return runs;
    }

    private static PdfLine Line(List<PdfSegment> runs)
    {
        runs.Sort((one, other) => one.Left.CompareTo(other.Left));
        List<PdfSegment> segments = [];
        foreach (PdfSegment run in runs)
        {
            if (segments.Count > 0 && run.Left - segments[^1].Right < CellGap * Math.Max(run.Size, segments[^1].Size))
            {
                segments[^1].Add(run);
            }
            else
            {
                segments.Add(run);
            }
        }

        return new PdfLine(segments);
    }
}
