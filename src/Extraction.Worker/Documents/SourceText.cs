namespace Extraction.Worker.Documents;

/// <summary>
/// The text that was read from a document, with a map back. All offsets of the product count UTF-16 code units of <see cref="Text"/>.
/// </summary>
/// <param name="Text">The text. Lines end in LF; it holds no NUL and no lone surrogate.</param>
/// <param name="Sha256">SHA-256 of the document's bytes, lower-case hexadecimal.</param>
/// <param name="Format">What the content was found to be.</param>
/// <param name="Pages">Pages in order, without gaps or overlaps; empty where the format has none.</param>
/// <param name="Records">Rows of a registry table, one company each; empty where the document is not a table.</param>
internal sealed record SourceText(
    string Text,
    string Sha256,
    SourceFormat Format,
    IReadOnlyList<TextPage> Pages,
    IReadOnlyList<TextRecord> Records)
{
    /// <summary>What could not be read as it stands (a broken page, a row with too few cells), one sentence each, without document content.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where on the pages the text stands, in the order of the text; empty where the format has no places.</summary>
    public IReadOnlyList<TextBox> Boxes { get; init; } = [];

    /// <summary>The boxes that a span touches: one a line or table cell.</summary>
    /// <param name="start">Offset of its first character.</param>
    /// <param name="end">Offset after its last character.</param>
    public IEnumerable<TextBox> BoxesOf(int start, int end)
    {
        int low = 0;
        int high = Boxes.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Boxes[middle].End <= start ? (middle + 1, high) : (low, middle);
        }

        for (int at = low; at < Boxes.Count && Boxes[at].Start < end; at++)
        {
            yield return Boxes[at];
        }
    }

    /// <summary>The page of an offset, from 1, or null where the document has no pages.</summary>
    public int? PageAt(int offset)
    {
        int low = 0;
        int high = Pages.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            TextPage page = Pages[middle];
            if (offset < page.Start)
            {
                high = middle - 1;
            }
            else if (offset >= page.End)
            {
                low = middle + 1;
            }
            else
            {
                return page.Number;
            }
        }

        return null;
    }
}
