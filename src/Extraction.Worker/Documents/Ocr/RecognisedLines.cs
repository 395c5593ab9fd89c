namespace Extraction.Worker.Documents.Ocr;

/// <summary>The lines of a recognised picture, as its words tell them.</summary>
internal static class RecognisedLines
{
    /// <summary>Words of one line further apart than this many line heights stand in two columns or cells.</summary>
    private const double ColumnGap = 2;

    /// <summary>Lines higher than this many common ones are two that were taken for one across columns.</summary>
    private const double TooHigh = 1.5;

    /// <summary>Whether so many lines look torn or merged that the page has columns.</summary>
    public static bool HaveColumns(IReadOnlyList<RecognisedWord> words)
    {
        if (words.Count == 0)
        {
            return false;
        }

        List<IGrouping<int, RecognisedWord>> lines = [.. words.GroupBy(word => word.Line)];
        int[] heights = [.. lines.Select(line => line.First().LineHeight).Order()];
        int common = heights[heights.Length / 2];
        int odd = lines.Count(line => line.First().LineHeight > TooHigh * common || line.Zip(line.Skip(1)).Any(pair => pair.Second.Left - pair.First.Right > ColumnGap * common));
        return lines.Count >= 4 && odd * 5 >= lines.Count * 2;
    }

    /// <summary>
    /// A line's words with boxes that follow each other. The model knows the order of Chinese characters well and their boxes badly: they overlap, or leave
    /// gaps that are none. A gap between two of them that is no column is closed, as Chinese is written without spaces.
    /// </summary>
    public static IEnumerable<RecognisedWord> Mended(IEnumerable<RecognisedWord> line)
    {
        RecognisedWord? before = null;
        foreach (RecognisedWord word in line)
        {
            if (before is not null)
            {
                bool follows = word.Left >= before.Left;
                bool unspaced = CjkText.IsCjk(before.Text[^1]) && CjkText.IsCjk(word.Text[0]) && word.Left - before.Right < ColumnGap * word.LineHeight;
                yield return follows && (unspaced || word.Left < before.Right) ? before with { Right = word.Left } : before;
            }

            before = word;
        }

        if (before is not null)
        {
            yield return before;
        }
    }
}
