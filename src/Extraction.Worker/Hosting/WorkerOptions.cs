namespace Extraction.Worker.Hosting;

/// <summary>How often a document is tried, section <c>Worker</c>.</summary>
internal sealed class WorkerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Worker";

    /// <summary>The worker's name in attempts and dead letters. Default: machine name and process id.</summary>
    public string Name { get; set; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>After so many attempts that failed at a cost a document is dead-lettered as <c>attempts-exhausted</c>. Default 5.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>After so many attempts that began and never ended a document is dead-lettered as <c>worker-died</c>. Default 3.</summary>
    public int MaxDeaths { get; set; } = 3;

    /// <summary>How long to wait before the second attempt; doubled with each further one. Default 5 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait between attempts. Default 10 min.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How often the SQLite files of queue and ledger are read whole, the first time at start, to find damage while there are copies to go back to; zero for
    /// never, where the files are so large that the reading hurts. Default a day.
    /// </summary>
    public TimeSpan VerifyEvery { get; set; } = TimeSpan.FromDays(1);
}
