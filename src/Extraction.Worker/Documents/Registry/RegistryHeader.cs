namespace Extraction.Worker.Documents.Registry;

/// <summary>Finds the row that names the columns of a table of companies: below a title perhaps, and of two rows where cells are merged.</summary>
internal static class RegistryHeader
{
    private const int Looked = 10;

    /// <summary>Index of the header, or null where the table is not one of companies. Of several the one that names most columns, the lower one of equals.</summary>
    public static int? Find(IReadOnlyList<TableRow> rows)
    {
        int? found = null;
        int most = 0;
        for (int row = 0; row < Math.Min(Looked, rows.Count); row++)
        {
            int known = KnownColumns(rows[row]);
            if (known > 0 && known >= most)
            {
                (found, most) = (row, known);
            }
        }

        return found;
    }

    /// <summary>How many columns are known; 0 unless the company's name is among them, with another one where there are several cells: a sentence with commas is no header.</summary>
    private static int KnownColumns(TableRow row)
    {
        string?[] known = [.. row.Cells.Select(RegistryColumns.Find).Where(column => column is not null)];
        bool header = known.Contains(RegistryColumns.CompanyName) && (known.Length >= 2 || row.Cells.Count == 1)
            && row.Cells.Distinct(StringComparer.Ordinal).Count() * 2 > row.Cells.Count;
        return header ? known.Length : 0;
    }
}
