using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace Extraction.Worker.Documents.Sections;

/// <summary>The words by which a section is known to speak of business, products, patents and customers, or of something else; the file <c>section-words.csv</c>.</summary>
internal static class SectionWords
{
    private static readonly (string Word, double InTitle, double InText)[] Rows = [.. File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Documents", "Sections", "section-words.csv")).Skip(1)
        .Where(line => line.Length > 0)
        .Select(line => line.Split(','))
        .Select(cells => (cells[0], double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture)))];

    /// <summary>The row of each word that counts in a text.</summary>
    private static readonly FrozenDictionary<string, int> Places = Enumerable.Range(0, Rows.Length).Where(at => Rows[at].InText != 0)
        .ToFrozenDictionary(at => Rows[at].Word, at => at, StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Search = SearchValues.Create([.. Places.Keys], StringComparison.OrdinalIgnoreCase);

    private static readonly int[] Lengths = [.. Places.Keys.Select(word => word.Length).Distinct().OrderDescending()];

    /// <summary>What headings promise; a heading nearer to the text counts more.</summary>
    public static double OfTitles(IReadOnlyList<string> titles)
    {
        double score = 0;
        for (int at = 0; at < titles.Count; at++)
        {
            double sum = Rows.Where(row => row.InTitle != 0 && titles[at].Contains(row.Word, StringComparison.OrdinalIgnoreCase)).Sum(row => row.InTitle);
            score += Math.Clamp(sum, -6, 6) * (at + 1) / titles.Count;
        }

        return score;
    }

    /// <summary>How densely a text speaks of it: the weight of its words per thousand characters. A word counts less each time it comes again.</summary>
    public static double OfText(ReadOnlySpan<char> text)
    {
        int[] counts = new int[Rows.Length];
        FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> places = Places.GetAlternateLookup<ReadOnlySpan<char>>();
        double score = 0;
        int length = text.Length;
        for (int at; (at = text.IndexOfAny(Search)) >= 0;)
        {
            text = text[at..];
            int step = 1;
            foreach (int size in Lengths)
            {
                if (size <= text.Length && places.TryGetValue(text[..size], out int place))
                {
                    score += Rows[place].InText / Math.Sqrt(++counts[place]);
                    step = size;
                    break;
                }
            }

            text = text[step..];
        }

        return score * 1000 / Math.Max(length, 500);
    }
}
