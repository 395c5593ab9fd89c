namespace Extraction.Worker.Documents.Pdf;

/// <summary>Joins lines that one sentence runs across: Chinese without a space, other text with one, a hyphen at the line's end taken out.</summary>
internal static class PdfParagraphs
{
    private const string SentenceEnds = "。！？；：.!?;:";
    private const int FurtherUp = 12;

    /// <param name="lines">The lines of a block.</param>
    /// <param name="glue">What stands between the first line and the end of the block before.</param>
    /// <param name="following">The first line of the next block, where the last sentence runs on there; else null.</param>
    public static IEnumerable<PdfPiece> Of(IReadOnlyList<PdfTextLine> lines, string glue, PdfTextLine? following)
    {
        for (int at = 0; at < lines.Count; at++)
        {
            PdfTextLine? next = at + 1 == lines.Count ? following : RunsOn(lines, at + 1) ? lines[at + 1] : null;
            (int length, string between) = next is null ? (lines[at].Text.Length, string.Empty) : Join(lines[at].Text, next.Text);
            yield return new PdfPiece(glue, lines[at], length, next is null);
            glue = between;
        }
    }

    /// <summary>What stands between the last line of a block and the first of the next one, or null where no sentence runs on there: from column to column and from page to page.</summary>
    public static string? Across(IReadOnlyList<PdfTextLine> block, IReadOnlyList<PdfTextLine> next)
    {
        PdfTextLine above = block[^1];
        PdfTextLine line = next[0];
        if (EndsOrStartsAnew(above, line) || !Alike(above, line))
        {
            return null;
        }

        // One line alone shows no margins, and items of a list only each other's: the text further up shows how far lines reach.
        double reach = block.TakeLast(FurtherUp).Where(near => !near.HasCells).Max(near => near.Right);
        bool full = block.Count > 1 && next.Count > 1 && reach - above.Right < 2.2 * above.Size;
        return full && line.Left - Margin(next, 0) < 1.2 * line.Size ? Join(above.Text, line.Text).Glue : null;
    }

    private static bool RunsOn(IReadOnlyList<PdfTextLine> lines, int at)
    {
        PdfTextLine above = lines[at - 1];
        PdfTextLine line = lines[at];
        if (EndsOrStartsAnew(above, line))
        {
            return false;
        }

        double size = Math.Max(above.Size, line.Size);
        bool close = above.Baseline - line.Baseline < 2.2 * size;
        bool startsAtMargin = line.Left - Margin(lines, at) < 1.2 * size;
        bool reachesMargin = Reach(lines, at) - above.Right < 2.2 * size + FirstWord(line);
        return Alike(above, line) && close && startsAtMargin && reachesMargin;
    }

    private static bool EndsOrStartsAnew(PdfTextLine above, PdfTextLine line) =>
        above.HasCells || line.HasCells || above.Text.Length == 0 || line.Text.Length == 0 || SentenceEnds.Contains(above.Text[^1], StringComparison.Ordinal);

    private static bool Alike(PdfTextLine above, PdfTextLine line) => Math.Min(above.Size, line.Size) > 0.88 * Math.Max(above.Size, line.Size);

    /// <summary>About how wide the first word of a line is that cannot be broken: it may be what did not fit on the line above.</summary>
    private static double FirstWord(PdfTextLine line)
    {
        int length = 0;
        while (length < line.Text.Length && line.Text[length] != ' ' && !CjkText.IsCjk(line.Text[length]))
        {
            length++;
        }

        return length < 2 ? 0 : (line.Right - line.Left) * length / line.Text.Length;
    }

    /// <summary>The left margin of the lines around.</summary>
    private static double Margin(IReadOnlyList<PdfTextLine> lines, int at)
    {
        double left = double.MaxValue;
        for (int near = Math.Max(0, at - 3); near < Math.Min(lines.Count, at + 4); near++)
        {
            left = Math.Abs(lines[near].Left - lines[at].Left) < 5 * lines[at].Size ? Math.Min(left, lines[near].Left) : left;
        }

        return left;
    }

    /// <summary>How far right the lines around reach.</summary>
    private static double Reach(IReadOnlyList<PdfTextLine> lines, int at)
    {
        double right = 0;
        for (int near = Math.Max(0, at - 3); near < Math.Min(lines.Count, at + 3); near++)
        {
            right = !lines[near].HasCells ? Math.Max(right, lines[near].Right) : right;
        }

        return right;
    }

    /// <summary>How much of a line is kept, and what stands between it and the next one.</summary>
    private static (int Length, string Glue) Join(string text, string next)
    {
        char last = text[^1];
        bool hyphen = last == '\u00AD' || (last == '-' && text.Length > 1 && char.IsAsciiLetterLower(text[^2]) && char.IsAsciiLetterLower(next[0]));
        return hyphen
            ? (text.Length - 1, string.Empty)
            : (text.Length, CjkText.IsCjk(last) || CjkText.IsCjk(next[0]) ? string.Empty : " ");
    }
}
