using System.Text;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>Joins lines that one sentence runs across: Chinese without a space, other text with one, a hyphen at the line's end taken out.</summary>
internal static class PdfParagraphs
{
    private const string SentenceEnds = "。！？；：.!?;:";

    public static IEnumerable<string> Of(IReadOnlyList<PdfTextLine> lines)
    {
        if (lines.Count == 0)
        {
            yield break;
        }

        StringBuilder paragraph = new(lines[0].Text);
        for (int at = 1; at < lines.Count; at++)
        {
            if (RunsOn(lines, at))
            {
                Join(paragraph, lines[at].Text);
            }
            else
            {
                yield return paragraph.ToString();
                paragraph.Clear().Append(lines[at].Text);
            }
        }

        yield return paragraph.ToString();
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

    private static void Join(StringBuilder paragraph, string next)
    {
        char last = paragraph[^1];
        if (last == '-' && paragraph.Length > 1 && char.IsAsciiLetterLower(paragraph[^2]) && char.IsAsciiLetterLower(next[0]))
        {
            paragraph.Length--;
        }
        else if (last == '\u00AD')
        {
            paragraph.Length--;
        }
        else if (!CjkText.IsCjk(last) || !CjkText.IsCjk(next[0]))
        {
            bool mixed = CjkText.IsCjk(last) != CjkText.IsCjk(next[0]);
            paragraph.Append(mixed ? string.Empty : " ");
        }

        paragraph.Append(next);
    }
}
