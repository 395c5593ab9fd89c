namespace Extraction.Worker.Evaluation.Statistics;

/// <summary>
/// Confidence intervals by the percentile bootstrap (Efron 1979): whole documents are drawn with replacement, because the values of one document stand and fall
/// together. Seeded: the same scores give the same intervals.
/// </summary>
internal static class Bootstrap
{
    private const int Rounds = 1000;
    private const int Seed = 20240229;

    /// <summary>One interval a field.</summary>
    public static Interval[] Intervals(TallyMatrix matrix) => Intervals(matrix.Documents, matrix.Fields.Count, (drawn, scores) =>
    {
        double[] sum = Sum(matrix, drawn);
        for (int field = 0; field < scores.Length; field++)
        {
            scores[field] = TallyMatrix.Score(sum, field);
        }
    });

    /// <summary>One interval a field for the difference between two runs over the same documents, drawn together.</summary>
    public static Interval[] Differences(TallyMatrix one, TallyMatrix other) => Intervals(one.Documents, one.Fields.Count, (drawn, scores) =>
    {
        double[] sum = Sum(one, drawn);
        double[] otherSum = Sum(other, drawn);
        for (int field = 0; field < scores.Length; field++)
        {
            scores[field] = TallyMatrix.Score(sum, field) - TallyMatrix.Score(otherSum, field);
        }
    });

    private static Interval[] Intervals(int documents, int fields, Action<int[], double[]> score)
    {
        if (documents == 0)
        {
            return [.. Enumerable.Repeat(new Interval(0, 1), fields)];
        }

        Random random = new(Seed);
        double[][] values = [.. Enumerable.Range(0, fields).Select(_ => new double[Rounds])];
        int[] drawn = new int[documents];
        double[] scores = new double[fields];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < documents; i++)
            {
                drawn[i] = random.Next(documents);
            }

            score(drawn, scores);
            for (int field = 0; field < fields; field++)
            {
                values[field][round] = scores[field];
            }
        }

        return [.. values.Select(Interval.Of)];
    }

    private static double[] Sum(TallyMatrix matrix, int[] drawn)
    {
        double[] sum = new double[matrix.Stride];
        foreach (int document in drawn)
        {
            TallyMatrix.AddTo(sum, matrix.Row(document));
        }

        return sum;
    }
}
