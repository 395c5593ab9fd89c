namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>1, 2, 5, 10, 20, 50, 100, …: a mistake is noticed while it is small.</summary>
internal static class BatchSizes
{
    public static IEnumerable<int> Growing()
    {
        for (int power = 1; power <= 100_000; power *= 10)
        {
            yield return power;
            yield return 2 * power;
            yield return 5 * power;
        }

        while (true)
        {
            yield return 1_000_000;
        }
    }
}
