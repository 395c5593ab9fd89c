using Extraction.Contracts;

namespace Extraction.Worker.Documents.Registry;

/// <summary>Writes the rows of one table into the text, each as a record.</summary>
internal sealed class RegistryRows
{
    /// <summary>The label of cells beyond the last column of the header.</summary>
    private const string Surplus = "多余单元格";

    private readonly string[] _labels;
    private readonly int _companyColumn;
    private readonly ReadingJob _job;

    /// <param name="header">The cells of the header.</param>
    /// <param name="job">Where the rows go.</param>
    /// <param name="before">Rows of other sheets that stand in the text already.</param>
    public RegistryRows(IReadOnlyList<string> header, ReadingJob job, int before = 0)
    {
        _job = job;
        Count = before;
        _labels = new string[header.Count];
        HashSet<string> used = [];
        for (int column = 0; column < header.Count; column++)
        {
            // Two columns may mean the same (注册地址 and 办公地址): the second keeps its own name.
            string own = OneLine(header[column]);
            string label = RegistryColumns.Find(own) ?? own;
            _labels[column] = used.Add(label) ? label : own.Length > 0 && used.Add(own) ? own : $"第{column + 1}列";
        }

        _companyColumn = Array.IndexOf(_labels, RegistryColumns.CompanyName);
    }

    /// <summary>Rows written so far, those of other sheets included.</summary>
    public int Count { get; private set; }

    public void Add(TableRow row)
    {
        _job.Cancellation.ThrowIfCancellationRequested();
        Count++;
        if (Count > _job.Options.MaxRows)
        {
            throw new UnreadableDocumentException(
                FailureCode.DocumentTooLarge,
                $"The registry table has more than {_job.Options.MaxRows} rows; raise Documents:MaxRows or split the table.");
        }

        if (Count > 1)
        {
            _job.Text.Append('\n');
        }

        int start = _job.Text.Length;
        for (int column = 0; column < row.Cells.Count; column++)
        {
            string value = OneLine(row.Cells[column]);
            if (value.Length > 0)
            {
                _job.Text.AppendLine($"{(column < _labels.Length && _labels[column].Length > 0 ? _labels[column] : Surplus)}：{value}");
            }
        }

        _job.Text.AddRecord(Count, start);
        Judge(row);
    }

    private void Judge(TableRow row)
    {
        if (row.Cells.Count != _labels.Length && _labels.Length > 1 && !row.Ragged)
        {
            _job.Text.Note($"Row {Count} (line {row.Line}) has {row.Cells.Count} cells where the header has {_labels.Length}; it was read as it stands, check its columns.");
        }

        if (row.BrokenQuotes)
        {
            _job.Text.Note($"Row {Count} (line {row.Line}) has a quotation mark without its pair; it was read without quoting, check its columns.");
        }

        if (row.Cells.Count <= _companyColumn || string.IsNullOrWhiteSpace(row.Cells[_companyColumn]))
        {
            _job.Text.Note($"Row {Count} (line {row.Line}) names no company.");
        }
    }

    private static string OneLine(string value) => string.Join(' ', value.Split(['\r', '\n', '\f', '\v', '\u2028', '\u2029'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
