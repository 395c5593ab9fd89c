namespace Extraction.Worker.Evaluation.Statistics;

/// <summary>A 95 % interval.</summary>
internal readonly record struct Interval(double Low, double High)
{
    private const double Tail = 0.025;

    /// <summary>Between the 2.5th and the 97.5th of a hundred values (nearest rank). Sorts the values.</summary>
    public static Interval Of(double[] values)
    {
        Array.Sort(values);
        return new Interval(values[Rank(values.Length, Tail)], values[Rank(values.Length, 1 - Tail)]);
    }

    private static int Rank(int count, double share) => Math.Clamp((int)Math.Ceiling(share * count) - 1, 0, count - 1);
}
