using System.Globalization;
using System.Text;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>
/// Finds headers, footers and page numbers: lines at the edge of pages that stand in one place with the same words on many pages, digits
/// apart. The first appearance of words stays in the text, as a header may be the only place that names the company.
/// </summary>
internal sealed class RunningLines
{
    private const int FewestPages = 3;
    private const double PlaceTolerance = 4;

    private readonly HashSet<PdfTextLine> _running = new(ReferenceEqualityComparer.Instance);

    public RunningLines(IReadOnlyList<PdfPageText> pages)
    {
        // Left and right pages often have headers of their own, so a third of the pages is enough.
        int enough = Math.Max(FewestPages, pages.Count / 3);
        foreach (IGrouping<string, (PdfTextLine Line, int Page)> alike in pages.SelectMany(page => page.Edges().Select(line => (line, page.Number))).GroupBy(edge => Words(edge.line.Text)))
        {
            (PdfTextLine Line, int Page)[] placed = [.. alike.OrderBy(edge => edge.Line.Baseline)];
            int from = 0;
            for (int at = 1; at <= placed.Length; at++)
            {
                if (at == placed.Length || placed[at].Line.Baseline - placed[at - 1].Line.Baseline > PlaceTolerance)
                {
                    Mark(placed[from..at], enough, isNumber: alike.Key.All(character => character == '#' || !char.IsLetter(character) || "第页共pageof".Contains(character, StringComparison.Ordinal)));
                    from = at;
                }
            }
        }
    }

    /// <summary>How many lines are left out.</summary>
    public int Count => _running.Count;

    public bool Contains(PdfTextLine line) => _running.Contains(line);

    private void Mark((PdfTextLine Line, int Page)[] placed, int enough, bool isNumber)
    {
        if (placed.Select(edge => edge.Page).Distinct().Count() < enough)
        {
            return;
        }

        foreach ((PdfTextLine line, int _) in placed.OrderBy(edge => edge.Page).Skip(isNumber ? 0 : 1))
        {
            _running.Add(line);
        }
    }

    /// <summary>The line without spaces, every number as one sign.</summary>
    private static string Words(string text)
    {
        StringBuilder words = new(text.Length);
        foreach (char character in text.Normalize(NormalizationForm.FormKC))
        {
            bool digit = char.GetUnicodeCategory(character) == UnicodeCategory.DecimalDigitNumber;
            if (digit && words.Length > 0 && words[^1] == '#')
            {
                continue;
            }

            if (!char.IsWhiteSpace(character))
            {
                words.Append(digit ? '#' : char.ToLowerInvariant(character));
            }
        }

        return words.ToString();
    }
}
