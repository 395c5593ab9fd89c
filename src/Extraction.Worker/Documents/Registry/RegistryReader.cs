using Extraction.Contracts;

namespace Extraction.Worker.Documents.Registry;

/// <summary>
/// Reads a table of companies out of delimited text and writes each row as a block of <c>标准列名：value</c> lines, with a blank line between
/// rows. A row with too few or too many cells is written with what it has, and named in the notes.
/// </summary>
internal static class RegistryReader
{
    private const int HeaderRows = 10;

    internal static readonly char[] Delimiters = [',', '\t', ';', '|'];

    /// <summary>Reads the text as a table; false where no row near the top names a column of companies.</summary>
    public static bool TryRead(string text, ReadingJob job)
    {
        foreach (char delimiter in Delimiters)
        {
            if (FindHeader(text, delimiter) is TableRow header)
            {
                RegistryRows rows = new(header.Cells, job);
                foreach (TableRow row in DelimitedRows.Read(text, delimiter).SkipWhile(row => row.Line <= header.Line).Where(row => !row.IsBlank))
                {
                    rows.Add(row);
                }

                if (rows.Count == 0 && header.Cells.Count == 1)
                {
                    return false;
                }

                if (rows.Count == 0)
                {
                    throw new UnreadableDocumentException(FailureCode.DocumentEmpty, "The registry table has a header and no rows; fetch it again.");
                }

                return true;
            }
        }

        return false;
    }

    internal static TableRow? FindHeader(string text, char delimiter)
    {
        int end = 0;
        for (int line = 0; line < HeaderRows && end >= 0 && end < text.Length; line++)
        {
            end = text.IndexOf('\n', end) + 1;
            if (end == 0)
            {
                end = text.Length;
            }
        }

        IReadOnlyList<TableRow> rows = DelimitedRows.Read(text[..Math.Min(end, 64 << 10)], delimiter);
        return RegistryHeader.Find(rows) is int header ? rows[header] : null;
    }
}
