namespace Extraction.Worker.Documents.Pdf;

/// <summary>
/// Puts the lines of a page into reading order: where text stands in columns, the left one is read to its end before the right one.
/// Columns differ from a table by their lines, which fill their width and have no cells, or do not stand on common base lines.
/// </summary>
internal static class PdfColumns
{
    private const int FewestLines = 4;
    private const int MostSplits = 3;

    /// <summary>Blocks of lines in reading order; a sentence may run on within a block, not from one to the next.</summary>
    public static IEnumerable<IReadOnlyList<PdfLine>> Of(IReadOnlyList<PdfLine> lines, int splits = 0)
    {
        if (splits >= MostSplits || Gutter(lines) is not double gutter)
        {
            return [lines];
        }

        List<IReadOnlyList<PdfLine>> blocks = [];
        List<PdfLine> plain = [];
        List<PdfLine> beside = [];
        foreach (PdfLine line in lines)
        {
            if (line.IsRow ? Crosses(line.Left, line.Right, gutter) : line.Segments.Any(segment => Crosses(segment.Left, segment.Right, gutter)))
            {
                End();
                plain.Add(line);
            }
            else
            {
                beside.Add(line);
            }
        }

        End();
        if (plain.Count > 0)
        {
            blocks.Add(plain);
        }

        return blocks;

        void End()
        {
            List<PdfLine> left = Side(beside, right => right <= gutter);
            List<PdfLine> right = Side(beside, right => right > gutter);
            bool apart = left.Count >= FewestLines && right.Count >= FewestLines && RowsBeside(beside, gutter) * 2 < Math.Min(left.Count, right.Count);
            if (apart || (IsColumn(left, left.Count == 0 ? 0 : gutter - left.Min(line => line.Left)) && IsColumn(right, right.Count == 0 ? 0 : right.Max(line => line.Right) - gutter)))
            {
                if (plain.Count > 0)
                {
                    blocks.Add(plain);
                    plain = [];
                }

                blocks.AddRange(Of(left, splits + 1));
                blocks.AddRange(Of(right, splits + 1));
            }
            else
            {
                plain.AddRange(beside);
            }

            beside.Clear();
        }
    }

    /// <summary>The place between two columns: where the fewest segments cross, near the middle, with lines on both sides.</summary>
    private static double? Gutter(IReadOnlyList<PdfLine> lines)
    {
        if (lines.Sum(line => line.Segments.Count) < 2 * FewestLines)
        {
            return null;
        }

        (double Left, double Right)[] spans = [.. lines.SelectMany(Spans)];
        double left = lines.Min(line => line.Left);
        double width = lines.Max(line => line.Right) - left;
        (int Crossing, int First, int Last) best = (int.MaxValue, 0, 0);
        (int Crossing, int First) run = (int.MaxValue, 0);
        // From 15 % to 70 % of the width: of three columns the first gutter stands at a third.
        for (int step = 30; step <= 140; step++)
        {
            (int crossing, int before, int after) = Count(spans, Place(step));
            if (before < FewestLines || after < FewestLines || crossing > (before + after) / 3)
            {
                run = (int.MaxValue, 0);
                continue;
            }

            run = crossing == run.Crossing ? run : (crossing, step);
            if (crossing < best.Crossing || (crossing == best.Crossing && step - run.First > best.Last - best.First))
            {
                best = (crossing, run.First, step);
            }
        }

        return best.Crossing == int.MaxValue ? null : Place((best.First + best.Last) / 2);

        double Place(int step) => left + (width * step / 200);
    }

    private static IEnumerable<(double Left, double Right)> Spans(PdfLine line) =>
        line.IsRow ? [(line.Left, line.Right)] : line.Segments.Select(segment => (segment.Left, segment.Right));

    private static (int Crossing, int Before, int After) Count((double Left, double Right)[] spans, double place)
    {
        int crossing = 0;
        int before = 0;
        foreach ((double left, double right) in spans)
        {
            if (Crosses(left, right, place))
            {
                crossing++;
            }
            else if (right <= place)
            {
                before++;
            }
        }

        return (crossing, before, spans.Length - crossing - before);
    }

    private static bool Crosses(double left, double right, double place) => left < place - 1 && right > place + 1;

    private static List<PdfLine> Side(List<PdfLine> lines, Func<double, bool> isHere)
    {
        List<PdfLine> side = [];
        foreach (PdfLine line in lines)
        {
            if (line.IsRow)
            {
                if (isHere(line.Right))
                {
                    side.Add(line);
                }
            }
            else if (line.Segments.Where(segment => isHere(segment.Right)).ToList() is { Count: > 0 } segments)
            {
                side.Add(new PdfLine(segments));
            }
        }

        return side;
    }

    /// <summary>How many lines stand on one base line left and right of the gutter, as the cells of a table do; lines of two columns meet by chance only.</summary>
    private static int RowsBeside(List<PdfLine> lines, double gutter) => lines.Count(line => !line.IsRow
        && line.Segments.FirstOrDefault(segment => segment.Right <= gutter) is { } left
        && line.Segments.FirstOrDefault(segment => segment.Right > gutter) is { } right
        && Math.Abs(left.Baseline - right.Baseline) < 0.1 * line.Size);

    private static bool IsColumn(List<PdfLine> lines, double width)
    {
        if (lines.Count < FewestLines)
        {
            return false;
        }

        int whole = lines.Count(line => line.IsRow || line.Segments.Count == 1);
        double[] widths = [.. lines.Select(line => line.Right - line.Left).Order()];
        return whole * 10 >= lines.Count * 7 && widths[widths.Length / 2] > 0.6 * width;
    }
}
