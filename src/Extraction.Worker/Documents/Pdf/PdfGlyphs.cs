using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>Takes a page's characters and groups them by the direction in which they are written.</summary>
internal static class PdfGlyphs
{
    /// <summary>
    /// The characters that a reader sees. A scan carries its text invisibly over the picture, and that text is read; a few invisible
    /// characters among visible ones are nothing that a reader sees, and may carry instructions for the model.
    /// </summary>
    public static IReadOnlyList<Letter> Visible(Page page, ReadingJob job)
    {
        int hidden = page.Letters.Count(letter => letter.RenderingMode == TextRenderingMode.Neither);
        if (hidden == 0 || hidden * 2 > page.Letters.Count)
        {
            return page.Letters;
        }

        job.Text.Note($"Page {page.Number} has {hidden} invisible characters, which were not read.");
        return [.. page.Letters.Where(letter => letter.RenderingMode != TextRenderingMode.Neither)];
    }

    /// <summary>Groups of glyphs, the direction with most of them first, each turned to run from left to right.</summary>
    /// <param name="letters">The page's characters.</param>
    /// <param name="more">Upright glyphs that stand on the page besides.</param>
    public static IReadOnlyList<(int Degrees, List<PdfGlyph> Glyphs)> ByDirection(IReadOnlyList<Letter> letters, IReadOnlyList<PdfGlyph> more)
    {
        Dictionary<int, List<PdfGlyph>> groups = [];
        if (more.Count > 0)
        {
            groups[0] = [.. more];
        }

        foreach (Letter letter in letters)
        {
            if (string.IsNullOrEmpty(letter.Value))
            {
                continue;
            }

            double alongX = letter.EndBaseLine.X - letter.StartBaseLine.X;
            double alongY = letter.EndBaseLine.Y - letter.StartBaseLine.Y;
            double degrees = alongY == 0 && alongX >= 0 ? 0 : Math.Atan2(alongY, alongX) * 180 / Math.PI;
            int direction = double.IsFinite(degrees) ? (int)Math.Round(degrees / 5) * 5 % 360 : 0;
            if (!groups.TryGetValue(direction, out List<PdfGlyph>? group))
            {
                groups[direction] = group = [];
            }

            group.Add(Turn(letter, -direction * Math.PI / 180));
        }

        return [.. groups.OrderByDescending(group => group.Value.Count).ThenBy(group => group.Key).Select(group => (group.Key, group.Value))];
    }

    private static PdfGlyph Turn(Letter letter, double angle)
    {
        double size = letter.PointSize is > 0.1 and < 2000 ? letter.PointSize : Math.Clamp(letter.FontSize, 1, 2000);
        double startX = letter.StartBaseLine.X;
        double startY = letter.StartBaseLine.Y;
        string text = char.IsControl(letter.Value[0]) ? " " : RadicalCharacters.Plain(letter.Value);
        if (angle == 0)
        {
            return new PdfGlyph(text, startX, Math.Max(startX, letter.EndBaseLine.X), startY, size);
        }

        (double sine, double cosine) = Math.SinCos(angle);
        double left = (startX * cosine) - (startY * sine);
        double right = (letter.EndBaseLine.X * cosine) - (letter.EndBaseLine.Y * sine);
        return new PdfGlyph(text, left, Math.Max(left, right), (startX * sine) + (startY * cosine), size);
    }
}
