namespace Extraction.Worker.Hosting.Intake;

/// <summary>Waits that double with every failure in a row.</summary>
internal sealed class BackOff(TimeSpan first, TimeSpan longest)
{
    private int _failures;

    /// <summary>The wait after one more failure.</summary>
    public TimeSpan Next() => After(++_failures, first, longest);

    public void Reset() => _failures = 0;

    /// <summary>The wait after the n-th failure, n from 1.</summary>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest)
    {
        double factor = Math.Pow(2, Math.Clamp(failures - 1, 0, 40));
        return first * factor < longest ? first * factor : longest;
    }
}
