namespace Extraction.Worker.Evaluation.Statistics;

/// <summary>
/// Paired approximate randomisation (Noreen 1989): if two runs were alike, it would not matter which of them read a document. The p value is the share of random
/// exchanges that give at least the difference seen, two-sided, with one added to both counts. Seeded.
/// </summary>
internal static class RandomisationTest
{
    private const int Rounds = 2000;
    private const int Seed = 19890316;
    private const double Tolerance = 1e-12;

    /// <summary>One p value a field; both matrices hold the same documents in the same order.</summary>
    public static double[] PValues(TallyMatrix one, TallyMatrix other)
    {
        double[] sum = one.Sum();
        double[] otherSum = other.Sum();
        double[] seen = [.. Enumerable.Range(0, one.Fields.Count).Select(field => Difference(sum, otherSum, field))];
        int[] asFar = new int[seen.Length];
        Random random = new(Seed);
        double[] left = new double[one.Stride];
        double[] right = new double[one.Stride];
        for (int round = 0; round < Rounds; round++)
        {
            left.AsSpan().Clear();
            right.AsSpan().Clear();
            for (int document = 0; document < one.Documents; document++)
            {
                bool exchanged = random.Next(2) == 0;
                TallyMatrix.AddTo(left, (exchanged ? other : one).Row(document));
                TallyMatrix.AddTo(right, (exchanged ? one : other).Row(document));
            }

            for (int field = 0; field < seen.Length; field++)
            {
                asFar[field] += Difference(left, right, field) >= seen[field] - Tolerance ? 1 : 0;
            }
        }

        return [.. asFar.Select(count => (count + 1.0) / (Rounds + 1))];
    }

    private static double Difference(double[] left, double[] right, int field) => Math.Abs(TallyMatrix.Score(left, field) - TallyMatrix.Score(right, field));
}
