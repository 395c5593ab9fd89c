using System.Text;

namespace Extraction.Worker.Documents.Pdf.Tables;

/// <summary>Takes the characters inside ruled tables and makes a line of every row: the text of a cell stays together however often it was wrapped.</summary>
internal static class PdfTables
{
    /// <summary>A cell with more text than this is a frame around a page, no cell.</summary>
    private const int LongestCell = 1500;

    private const int FewestFilled = 4;

    /// <summary>The rows of the tables; what they took is removed from <paramref name="glyphs"/>.</summary>
    public static List<PdfLine> Take(PdfRules rules, List<PdfGlyph> glyphs)
    {
        List<PdfLine> rows = [];
        if (rules.Horizontal.Count < 2 || rules.Vertical.Count == 0)
        {
            return rows;
        }

        foreach (PdfGrid grid in PdfGrid.Find(rules))
        {
            Dictionary<int, List<PdfGlyph>> cells = [];
            List<PdfGlyph> outside = new(glyphs.Count);
            foreach (PdfGlyph glyph in glyphs)
            {
                int cell = grid.CellAt((glyph.Left + glyph.Right) / 2, glyph.Baseline + (0.3 * glyph.Size));
                if (cell < 0)
                {
                    outside.Add(glyph);
                }
                else if (cells.TryGetValue(cell, out List<PdfGlyph>? inside))
                {
                    inside.Add(glyph);
                }
                else
                {
                    cells[cell] = [glyph];
                }
            }

            Dictionary<int, (string Text, double Baseline, double Size)> texts = cells.Select(cell => (cell.Key, Text: TextOf(cell.Value))).Where(cell => cell.Text.Text.Length > 0).ToDictionary(cell => cell.Key, cell => cell.Text);
            if (texts.Count < FewestFilled || texts.Values.Any(cell => cell.Text.Length > LongestCell))
            {
                continue;
            }

            glyphs.Clear();
            glyphs.AddRange(outside);
            rows.AddRange(Enumerable.Range(0, grid.Rows).Select(row => Row(grid, row, texts)).OfType<PdfLine>().ToList());
        }

        return rows;
    }

    /// <summary>A row; a cell over several rows is written in the first of them and taken out of <paramref name="texts"/>, so that each is written once.</summary>
    private static PdfLine? Row(PdfGrid grid, int row, Dictionary<int, (string Text, double Baseline, double Size)> texts)
    {
        List<PdfSegment> segments = [];
        double baseline = double.MinValue;
        double size = 0;
        for (int column = 0; column < grid.Columns; column++)
        {
            if (!grid.BeginsCell(row, column))
            {
                continue;
            }

            (double left, double right) = grid.Extent(row, column);
            (string Text, double Baseline, double Size) cell = texts.Remove(grid.Cell(row, column), out var found) ? found : (string.Empty, double.MinValue, 0);
            (baseline, size) = (Math.Max(baseline, cell.Baseline), Math.Max(size, cell.Size));
            segments.Add(new PdfSegment(cell.Text, left, right, cell.Baseline, cell.Size));
        }

        return size == 0 ? null : new PdfLine(segments, baseline);
    }

    private static (string Text, double Baseline, double Size) TextOf(List<PdfGlyph> glyphs)
    {
        StringBuilder text = new();
        List<PdfLine> lines = PdfLines.Of(glyphs);
        foreach (PdfLine line in lines)
        {
            string words = string.Join(' ', line.Segments.Select(segment => segment.Text.Trim()));
            bool joins = text.Length == 0 || words.Length == 0 || CjkText.IsCjk(text[^1]) || CjkText.IsCjk(words[0]);
            text.Append(joins ? string.Empty : " ").Append(words);
        }

        return (text.ToString(), lines.Count == 0 ? 0 : lines[0].Baseline, lines.Count == 0 ? 0 : lines.Max(line => line.Size));
    }
}
