using CsvHelper;

namespace Extraction.Worker.Documents.Registry;

/// <summary>
/// Splits delimited text into rows (RFC 4180). A cell whose quotation mark never closes would swallow the rows below it; where
/// that is seen, every line end ends a row, and the row with the odd mark is marked, so that no row is lost.
/// </summary>
internal static class DelimitedRows
{
    public static IReadOnlyList<TableRow> Read(string text, char delimiter)
    {
        List<TableRow> rows = Parse(text, delimiter, lineEndsInCells: true);
        return rows.Any(row => row.BrokenQuotes || SwallowedRows(row, delimiter, rows[0].Cells.Count))
            ? Parse(text, delimiter, lineEndsInCells: false)
            : rows;
    }

    private static List<TableRow> Parse(string text, char delimiter, bool lineEndsInCells)
    {
        HashSet<long> broken = [];
        CsvReaderOptions options = new()
        {
            Separator = delimiter,
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = lineEndsInCells,
            OnMalformedRecord = malformed =>
            {
                if (malformed.Reason is CsvMalformedReason.UnterminatedQuote or CsvMalformedReason.LineBreakInQuotes)
                {
                    broken.Add(malformed.LineNumber);
                }
            },
        };
        using CsvReader reader = CsvReader.FromText(text, options);
        List<TableRow> rows = [];
        while (reader.Read())
        {
            string[] cells = new string[reader.FieldCount];
            for (int column = 0; column < cells.Length; column++)
            {
                cells[column] = reader.GetString(column);
            }

            rows.Add(new TableRow(reader.LineNumber, cells, broken.Contains(reader.LineNumber)));
        }

        return rows;
    }

    /// <summary>Whether a cell holds what looks like further rows: line ends with as many delimiters between them as a row has.</summary>
    private static bool SwallowedRows(TableRow row, char delimiter, int columns) =>
        columns > 2 && row.Cells.Any(cell => cell.Split('\n').Skip(1).Any(line => line.Count(character => character == delimiter) >= columns - 2));
}
