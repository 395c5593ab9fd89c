namespace Extraction.Worker.Documents.Sections;

/// <summary>
/// Chooses the parts of a long text that speak of business, products, patents and customers, so that a model reads those and not six hundred pages
/// of accounts. What is not chosen is not lost: it is counted as not sent.
/// </summary>
internal static class RelevantParts
{
    /// <summary>A section is judged in pieces of about this many characters.</summary>
    private const int PieceLength = 2_000;

    /// <summary>The beginning is always read: it names the company and says what the document is.</summary>
    private const int Beginning = 3_000;

    /// <summary>A gap between two chosen parts that is shorter than this is read too.</summary>
    private const int SmallGap = 600;

    /// <summary>The parts to read, in order, without overlaps; the whole text where it is short enough.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">About how many characters to choose.</param>
    public static IReadOnlyList<(int Start, int End)> Choose(string text, int most)
    {
        if (text.Length <= most)
        {
            return [(0, text.Length)];
        }

        List<(int Start, int End, double Score)> pieces = Score(text);
        List<(int Start, int End)> chosen = [];
        int length = 0;
        foreach ((int start, int end, double _) in pieces.OrderByDescending(piece => piece.Start < Beginning ? double.MaxValue : piece.Score).ThenBy(piece => piece.Start))
        {
            if (length + end - start > most)
            {
                break;
            }

            chosen.Add((start, end));
            length += end - start;
        }

        return Joined(chosen);
    }

    private static List<(int Start, int End, double Score)> Score(string text)
    {
        List<(int Start, int End, double Score)> pieces = [];
        foreach (TextSection section in SectionFinder.Find(text))
        {
            double titles = SectionWords.OfTitles(section.Titles);
            for (int start = section.Start; start < section.End;)
            {
                int end = EndOfPiece(text, start, section.End);
                pieces.Add((start, end, titles + SectionWords.OfText(text.AsSpan(start, end - start))));
                start = end;
            }
        }

        return pieces;
    }

    /// <summary>After the line that is under way at the length of a piece.</summary>
    private static int EndOfPiece(string text, int start, int sectionEnd)
    {
        if (sectionEnd - start <= PieceLength * 3 / 2)
        {
            return sectionEnd;
        }

        int feed = text.IndexOf('\n', start + PieceLength, Math.Min(PieceLength, sectionEnd - start - PieceLength));
        int end = feed < 0 ? Math.Min(start + (2 * PieceLength), sectionEnd) : feed + 1;
        return end < text.Length && char.IsLowSurrogate(text[end]) ? end - 1 : end;
    }

    private static List<(int Start, int End)> Joined(List<(int Start, int End)> parts)
    {
        parts.Sort();
        List<(int Start, int End)> joined = [];
        foreach ((int start, int end) in parts)
        {
            if (joined.Count > 0 && start - joined[^1].End <= SmallGap)
            {
                joined[^1] = (joined[^1].Start, end);
            }
            else
            {
                joined.Add((start, end));
            }
        }

        return joined;
    }
}
