namespace Extraction.Worker.Documents.Pdf;

/// <summary>Takes the characters of page after page and groups them by the direction in which they are written.</summary>
internal sealed class PdfGlyphs
{
    private readonly Dictionary<int, List<PdfGlyph>> _groups = [];

    /// <summary>
    /// The characters that a reader sees. A scan carries its text invisibly over the picture, and that text is read; a few invisible
    /// characters among visible ones are nothing that a reader sees, and may carry instructions for the model.
    /// </summary>
    public static IReadOnlyList<PdfDrawnGlyph> Visible(PdfDrawnPage page, ReadingJob job)
    {
        int hidden = 0;
        foreach (PdfDrawnGlyph glyph in page.Glyphs)
        {
            hidden += glyph.IsInvisible ? 1 : 0;
        }

        if (hidden == 0 || hidden * 2 > page.Glyphs.Count)
        {
            return page.Glyphs;
        }

        job.Text.Note($"Page {page.Number} has {hidden} invisible characters, which were not read.");
        return [.. page.Glyphs.Where(glyph => !glyph.IsInvisible)];
    }

    /// <summary>Groups of glyphs, the direction with most of them first, each turned to run from left to right. The lists are filled anew by the next call.</summary>
    /// <param name="drawn">The page's characters.</param>
    /// <param name="more">Upright glyphs that stand on the page besides.</param>
    public IEnumerable<(int Degrees, List<PdfGlyph> Glyphs)> ByDirection(IReadOnlyList<PdfDrawnGlyph> drawn, IReadOnlyList<PdfGlyph> more)
    {
        foreach (List<PdfGlyph> known in _groups.Values)
        {
            known.Clear();
        }

        List<PdfGlyph> upright = Group(0);
        upright.AddRange(more);
        foreach (PdfDrawnGlyph glyph in drawn)
        {
            string text = char.IsControl(glyph.Text[0]) ? " " : RadicalCharacters.Plain(glyph.Text);
            if (Direction(glyph) is not 0 and int degrees)
            {
                Group(degrees).Add(Turn(glyph, text, -degrees * Math.PI / 180));
            }
            else
            {
                upright.Add(new PdfGlyph(text, glyph.StartX, Math.Max(glyph.StartX, glyph.EndX), glyph.StartY, glyph.Size));
            }
        }

        return _groups.Where(group => group.Value.Count > 0).OrderByDescending(group => group.Value.Count).ThenBy(group => group.Key).Select(group => (group.Key, group.Value));
    }

    private static int Direction(in PdfDrawnGlyph glyph)
    {
        double alongX = glyph.EndX - glyph.StartX;
        double alongY = glyph.EndY - glyph.StartY;
        if (alongY == 0 && alongX >= 0)
        {
            return 0;
        }

        double degrees = Math.Atan2(alongY, alongX) * 180 / Math.PI;
        return double.IsFinite(degrees) ? (int)Math.Round(degrees / 5) * 5 % 360 : 0;
    }

    private static PdfGlyph Turn(in PdfDrawnGlyph glyph, string text, double angle)
    {
        (double sine, double cosine) = Math.SinCos(angle);
        double left = (glyph.StartX * cosine) - (glyph.StartY * sine);
        double right = (glyph.EndX * cosine) - (glyph.EndY * sine);
        return new PdfGlyph(text, left, Math.Max(left, right), (glyph.StartX * sine) + (glyph.StartY * cosine), glyph.Size);
    }

    private List<PdfGlyph> Group(int degrees)
    {
        if (!_groups.TryGetValue(degrees, out List<PdfGlyph>? group))
        {
            _groups[degrees] = group = [];
        }

        return group;
    }
}
