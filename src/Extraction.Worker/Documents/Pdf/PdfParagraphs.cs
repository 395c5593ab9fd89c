namespace Extraction.Worker.Documents.Pdf;

/// <summary>Joins lines that one sentence runs across: Chinese without a space, other text with one, a hyphen at the line's end taken out.</summary>
internal static class PdfParagraphs
{
    private const string SentenceEnds = "。！？；：.!?;:";

    public static IEnumerable<PdfPiece> Of(IReadOnlyList<PdfTextLine> lines)
    {
        string glue = string.Empty;
        for (int at = 0; at < lines.Count; at++)
        {
            bool runsOn = at + 1 < lines.Count && RunsOn(lines, at + 1);
            (int length, string next) = runsOn ? Join(lines[at].Text, lines[at + 1].Text) : (lines[at].Text.Length, string.Empty);
            yield return new PdfPiece(glue, lines[at], length, !runsOn);
            glue = next;
        }
    }

    private static bool RunsOn(IReadOnlyList<PdfTextLine> lines, int at)
    {
        PdfTextLine above = lines[at - 1];
        PdfTextLine line = lines[at];
        if (above.HasCells || line.HasCells || above.Text.Length == 0 || line.Text.Length == 0 || SentenceEnds.Contains(above.Text[^1], StringComparison.Ordinal))
        {
            return false;
        }

        double size = Math.Max(above.Size, line.Size);
        bool alike = Math.Min(above.Size, line.Size) > 0.88 * size;
        bool close = above.Baseline - line.Baseline < 2.2 * size;
        bool startsAtMargin = line.Left - Margin(lines, at) < 1.2 * size;
        bool reachesMargin = Reach(lines, at) - above.Right < 2.2 * size;
        return alike && close && startsAtMargin && reachesMargin;
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
