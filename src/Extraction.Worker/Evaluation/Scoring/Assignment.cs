namespace Extraction.Worker.Evaluation;

/// <summary>The best one-to-one assignment of rows to columns (Kuhn 1955, in the O(n³) form with potentials).</summary>
internal static class Assignment
{
    /// <param name="worth">What each pair is worth, 0 or more.</param>
    /// <returns>For each row its column, or -1 where there are fewer columns than rows; the sum of worths is the greatest there is.</returns>
    public static int[] Best(double[,] worth)
    {
        int rows = worth.GetLength(0);
        int size = Math.Max(rows, worth.GetLength(1));
        int[] rowOf = new int[size + 1];
        double[] rowPotential = new double[size + 1];
        double[] columnPotential = new double[size + 1];
        for (int row = 1; row <= size; row++)
        {
            Insert(row, worth, rowOf, rowPotential, columnPotential);
        }

        int[] columnOf = new int[rows];
        Array.Fill(columnOf, -1);
        for (int column = 1; column <= size; column++)
        {
            if (rowOf[column] <= rows && column <= worth.GetLength(1))
            {
                columnOf[rowOf[column] - 1] = column - 1;
            }
        }

        return columnOf;
    }

    /// <summary>Finds the cheapest chain of exchanges that makes room for one more row. Index 0 is a column that does not exist, where each chain begins.</summary>
    private static void Insert(int row, double[,] worth, int[] rowOf, double[] rowPotential, double[] columnPotential)
    {
        int size = rowOf.Length - 1;
        double[] least = new double[size + 1];
        int[] before = new int[size + 1];
        bool[] used = new bool[size + 1];
        Array.Fill(least, double.PositiveInfinity);
        rowOf[0] = row;
        int column = 0;
        while (rowOf[column] != 0)
        {
            used[column] = true;
            int current = rowOf[column];
            int next = 0;
            double step = double.PositiveInfinity;
            for (int other = 1; other <= size; other++)
            {
                if (used[other])
                {
                    continue;
                }

                double cost = Cost(worth, current - 1, other - 1) - rowPotential[current] - columnPotential[other];
                if (cost < least[other])
                {
                    (least[other], before[other]) = (cost, column);
                }

                if (least[other] < step)
                {
                    (step, next) = (least[other], other);
                }
            }

            for (int other = 0; other <= size; other++)
            {
                if (used[other])
                {
                    rowPotential[rowOf[other]] += step;
                    columnPotential[other] -= step;
                }
                else
                {
                    least[other] -= step;
                }
            }

            column = next;
        }

        while (column != 0)
        {
            rowOf[column] = rowOf[before[column]];
            column = before[column];
        }
    }

    private static double Cost(double[,] worth, int row, int column) => row < worth.GetLength(0) && column < worth.GetLength(1) ? -worth[row, column] : 0;
}
