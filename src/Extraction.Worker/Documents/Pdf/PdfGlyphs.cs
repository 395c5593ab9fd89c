using UglyToad.PdfPig.Content;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>Takes a page's characters and groups them by the direction in which they are written.</summary>
internal static class PdfGlyphs
{
    /// <summary>Groups of glyphs, the direction with most of them first, each turned to run from left to right.</summary>
    public static IReadOnlyList<List<PdfGlyph>> ByDirection(IReadOnlyList<Letter> letters)
    {
        Dictionary<int, List<PdfGlyph>> groups = [];
        foreach (Letter letter in letters)
        {
            if (string.IsNullOrEmpty(letter.Value))
            {
                continue;
            }

            double alongX = letter.EndBaseLine.X - letter.StartBaseLine.X;
            double alongY = letter.EndBaseLine.Y - letter.StartBaseLine.Y;
            double degrees = alongX == 0 && alongY == 0 ? 0 : Math.Atan2(alongY, alongX) * 180 / Math.PI;
            int direction = double.IsFinite(degrees) ? (int)Math.Round(degrees / 5) * 5 % 360 : 0;
            if (!groups.TryGetValue(direction, out List<PdfGlyph>? group))
            {
                groups[direction] = group = [];
            }

            group.Add(Turn(letter, -direction * Math.PI / 180));
        }

        return [.. groups.OrderByDescending(group => group.Value.Count).ThenBy(group => group.Key).Select(group => group.Value)];
    }

    private static PdfGlyph Turn(Letter letter, double angle)
    {
        double size = letter.PointSize is > 0.1 and < 2000 ? letter.PointSize : Math.Clamp(letter.FontSize, 1, 2000);
        double startX = letter.StartBaseLine.X;
        double startY = letter.StartBaseLine.Y;
        if (angle == 0)
        {
            return new PdfGlyph(letter.Value, startX, Math.Max(startX, letter.EndBaseLine.X), startY, size);
        }

        (double sine, double cosine) = Math.SinCos(angle);
        double left = (startX * cosine) - (startY * sine);
        double right = (letter.EndBaseLine.X * cosine) - (letter.EndBaseLine.Y * sine);
        return new PdfGlyph(letter.Value, left, Math.Max(left, right), (startX * sine) + (startY * cosine), size);
    }
}
