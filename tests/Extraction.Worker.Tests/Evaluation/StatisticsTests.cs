using CsCheck;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Evaluation.Statistics;
using Xunit;

namespace Extraction.Worker.Tests.Evaluation;

public sealed class StatisticsTests
{
    private static readonly FieldName Products = new("products", IsList: true);

    [Fact]
    public void TheAssignmentIsTheBestOfAll() => Gen.Double[0, 1].Array2D[Gen.Int[1, 5], Gen.Int[1, 5]].Sample(worth =>
    {
        int[] chosen = Assignment.Best(worth);
        double reached = chosen.Select((column, row) => column < 0 ? 0 : worth[row, column]).Sum();
        Assert.Equal(chosen.Where(column => column >= 0).Distinct().Count(), chosen.Count(column => column >= 0));
        Assert.Equal(BestByTrying(worth, 0, []), reached, 9);
    });

    [Fact]
    public void AsManyAsCanBeAreMatched()
    {
        // The first label overlaps with both values, the second with the first value only.
        ListMatch match = ListMatch.Of(["高压直流继电器组", "高压直流继电器组件"], ["高压直流继电器组件箱", "压直流继电器组"]);

        Assert.Equal(2, match.Right);
        Assert.All(match.Pairs, pair => Assert.Equal(ListPairKind.Partial, pair.Kind));
    }

    [Fact]
    public void AnIntervalHoldsTheScoreAndNarrowsWithTheDocuments()
    {
        Interval few = Bootstrap.Intervals(Half(20))[0];
        Interval many = Bootstrap.Intervals(Half(2000))[0];

        Assert.InRange(0.5, few.Low, few.High);
        Assert.InRange(0.5, many.Low, many.High);
        Assert.True(many.High - many.Low < (few.High - few.Low) / 5);
    }

    [Fact]
    public void ADifferenceThatChanceCannotMakeHasASmallP()
    {
        TallyMatrix all = Of([.. Enumerable.Repeat(new FieldTally(1, 1, 1, 0), 40)]);

        Assert.True(RandomisationTest.PValues(all, Half(40))[0] < 0.01);
        Assert.Equal(1, RandomisationTest.PValues(all, all)[0], 3);
    }

    [Fact]
    public void ValuesThatAreRightAsOftenAsTheySayAreCalibrated()
    {
        ConfidenceOutcome[] outcomes = [.. Enumerable.Range(0, 100).Select(i => new ConfidenceOutcome("products", 0.75, i % 4 != 0))];

        Assert.Equal(0, Calibration.Of(outcomes).Error, 9);
        Assert.Equal(0.1875, Calibration.Of(outcomes).Brier, 9);
    }

    /// <summary>Every second document right, the others wrong.</summary>
    private static TallyMatrix Half(int documents) => Of([.. Enumerable.Range(0, documents).Select(i => new FieldTally(i % 2, 1, 1, 0))]);

    private static TallyMatrix Of(FieldTally[] documents) =>
        new([Products], [.. documents.Select(one => new Dictionary<string, FieldTally> { [Products.Name] = one })]);

    private static double BestByTrying(double[,] worth, int row, HashSet<int> taken)
    {
        if (row == worth.GetLength(0))
        {
            return 0;
        }

        double best = BestByTrying(worth, row + 1, taken);
        for (int column = 0; column < worth.GetLength(1); column++)
        {
            if (taken.Add(column))
            {
                best = Math.Max(best, worth[row, column] + BestByTrying(worth, row + 1, taken));
                taken.Remove(column);
            }
        }

        return best;
    }
}
