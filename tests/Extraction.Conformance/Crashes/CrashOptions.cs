namespace Extraction.Conformance.Crashes;

/// <summary>How a crash run is made.</summary>
internal sealed record CrashOptions
{
    public int Documents { get; init; } = 2000;

    /// <summary>Worker processes; each that is killed is started again at once.</summary>
    public int Workers { get; init; } = 3;

    /// <summary>Documents at once in each worker.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>The seed of which worker is killed when and where.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How often a worker is killed wherever it is, besides the labelled points.</summary>
    public TimeSpan KillEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A worker reaches its labelled point at most so many times before it kills itself there.</summary>
    public int LongestLife { get; init; } = 30;

    /// <summary>A run that takes longer has failed.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(20);
}
