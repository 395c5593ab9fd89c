namespace Extraction.Worker.Documents.Pdf.Tables;

/// <summary>The cells of one ruled table.</summary>
internal sealed class PdfGrid
{
    private readonly double[] _columns;
    private readonly double[] _rows;
    private readonly int[] _owner;

    private PdfGrid(double[] columns, double[] rows, IReadOnlyList<PdfRule> horizontal, IReadOnlyList<PdfRule> vertical)
    {
        _columns = columns;
        _rows = rows;
        _owner = [.. Enumerable.Range(0, Rows * Columns)];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                double middleX = (columns[column] + columns[column + 1]) / 2;
                double middleY = (rows[row] + rows[row + 1]) / 2;
                bool edge = column + 1 == Columns || Rules(vertical, columns[column + 1], middleY);
                bool below = row + 1 == Rows || Rules(horizontal, rows[row + 1], middleX);
                if (!edge)
                {
                    Unite(At(row, column), At(row, column + 1));
                }

                if (!below)
                {
                    Unite(At(row, column), At(row + 1, column));
                }
            }
        }
    }

    public int Rows => _rows.Length - 1;

    public int Columns => _columns.Length - 1;

    public double Left => _columns[0];

    public double Right => _columns[^1];

    public double Top => _rows[0];

    public double Bottom => _rows[^1];

    /// <summary>The tables that rules draw: those that meet belong together.</summary>
    public static IReadOnlyList<PdfGrid> Find(PdfRules rules)
    {
        List<PdfRule> horizontal = [.. rules.Horizontal];
        List<PdfRule> vertical = [.. rules.Vertical];
        List<PdfGrid> grids = [];
        while (vertical.Count > 0)
        {
            List<PdfRule> standing = [vertical[^1]];
            vertical.RemoveAt(vertical.Count - 1);
            List<PdfRule> lying = [];
            for (bool grew = true; grew;)
            {
                grew = Move(horizontal, lying, standing) | Move(vertical, standing, lying);
            }

            if (lying.Count >= 2 && Of(lying, standing) is { } grid)
            {
                grids.Add(grid);
            }
        }

        return grids;
    }

    /// <summary>The cell that holds a place, by its number, or -1 outside.</summary>
    public int CellAt(double x, double y)
    {
        if (x < Left || x >= Right || y > Top || y <= Bottom)
        {
            return -1;
        }

        int column = Array.FindLastIndex(_columns, left => left <= x);
        int row = Array.FindLastIndex(_rows, top => top >= y);
        return column < 0 || row < 0 || column >= Columns || row >= Rows ? -1 : Owner(At(row, column));
    }

    /// <summary>The number of the cell at a row and column; a cell over several has that of its first.</summary>
    public int Cell(int row, int column) => Owner(At(row, column));

    /// <summary>Whether a cell begins at this column of this row, seen along the row.</summary>
    public bool BeginsCell(int row, int column) => column == 0 || Cell(row, column) != Cell(row, column - 1);

    public (double Left, double Right) Extent(int row, int column)
    {
        int last = column;
        while (last + 1 < Columns && Cell(row, last + 1) == Cell(row, column))
        {
            last++;
        }

        return (_columns[column], _columns[last + 1]);
    }

    private static PdfGrid? Of(List<PdfRule> lying, List<PdfRule> standing)
    {
        double[] columns = Places([.. standing.Select(rule => rule.At), lying.Min(rule => rule.From), lying.Max(rule => rule.To)]);
        double[] rows = Places([.. lying.Select(rule => rule.At), standing.Min(rule => rule.From), standing.Max(rule => rule.To)]);
        Array.Reverse(rows);
        const int MostCells = 20_000;
        return columns.Length >= 3 && rows.Length >= 3 && columns.Length * rows.Length <= MostCells ? new PdfGrid(columns, rows, lying, standing) : null;
    }

    /// <summary>Places in order, those that nearly fall together as one.</summary>
    private static double[] Places(IEnumerable<double> all)
    {
        List<double> places = [];
        foreach (double place in all.Order())
        {
            if (places.Count == 0 || place - places[^1] > 2 * PdfRule.Tolerance)
            {
                places.Add(place);
            }
        }

        return [.. places];
    }

    private static bool Move(List<PdfRule> from, List<PdfRule> to, List<PdfRule> across)
    {
        int before = to.Count;
        for (int at = from.Count - 1; at >= 0; at--)
        {
            PdfRule rule = from[at];
            if (across.Exists(rule.Meets))
            {
                to.Add(rule);
                from.RemoveAt(at);
            }
        }

        return to.Count > before;
    }

    private static bool Rules(IReadOnlyList<PdfRule> rules, double at, double middle) =>
        rules.Any(rule => Math.Abs(rule.At - at) <= 2 * PdfRule.Tolerance && rule.Covers(middle));

    private int At(int row, int column) => (row * Columns) + column;

    private int Owner(int cell)
    {
        while (_owner[cell] != cell)
        {
            cell = _owner[cell];
        }

        return cell;
    }

    private void Unite(int one, int other)
    {
        (int first, int second) = (Owner(one), Owner(other));
        _owner[Math.Max(first, second)] = Math.Min(first, second);
    }
}
