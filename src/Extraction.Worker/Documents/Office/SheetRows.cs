using System.Globalization;
using Extraction.Contracts;
using Extraction.Worker.Documents.Registry;
using ExcelDataReader;

namespace Extraction.Worker.Documents.Office;

/// <summary>The rows of one sheet as text, without blank ones. A cell merged downwards fills the rows that it spans, so that headers of two rows and companies of several read as people read them.</summary>
internal sealed class SheetRows
{
    private readonly List<TableRow> _rows = [];

    public SheetRows(IExcelDataReader sheet, ReadingJob job)
    {
        ILookup<int, CellRange> merges = (sheet.MergeCells ?? []).Where(merge => merge.ToRow > merge.FromRow).ToLookup(merge => merge.FromRow);
        Dictionary<int, (int LastRow, string Value)> downwards = [];
        int number = -1;
        while (sheet.Read())
        {
            job.Cancellation.ThrowIfCancellationRequested();
            number++;
            if (_rows.Count > job.Options.MaxRows + 10)
            {
                throw new UnreadableDocumentException(
                    FailureCode.DocumentTooLarge,
                    $"The sheet has more than {job.Options.MaxRows} rows; raise Documents:MaxRows or split the table.");
            }

            string[] cells = Cells(sheet);
            foreach (CellRange merge in merges[number])
            {
                if (merge.FromColumn < cells.Length)
                {
                    downwards[merge.FromColumn] = (merge.ToRow, cells[merge.FromColumn]);
                }
            }

            foreach ((int column, (int lastRow, string value)) in downwards)
            {
                if (number <= lastRow && column < cells.Length && cells[column].Length == 0)
                {
                    cells[column] = value;
                }
            }

            int width = Array.FindLastIndex(cells, cell => cell.Length > 0) + 1;
            if (width > 0)
            {
                _rows.Add(new TableRow(number + 1, cells[..width], BrokenQuotes: false) { Ragged = true });
            }
        }
    }

    public IReadOnlyList<TableRow> Rows => _rows;

    private static string[] Cells(IExcelDataReader sheet)
    {
        string[] cells = new string[sheet.FieldCount];
        for (int column = 0; column < cells.Length; column++)
        {
            cells[column] = Shown(sheet.GetValue(column));
        }

        return cells;
    }

    private static string Shown(object? value) => value switch
    {
        null => string.Empty,
        string text => string.Join(' ', text.Split(['\r', '\n', '\t', '\f', '\v'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        // A code kept as a number must not come out as 9.13E+17; a double holds 15 digits for sure.
        double number when Math.Abs(number) is < 1e15 and >= 1e-5 or 0 => ((decimal)number).ToString("0.############", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
