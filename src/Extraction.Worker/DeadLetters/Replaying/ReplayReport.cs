namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>How a replay ended.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Sentence">The same in one sentence, with what to do.</param>
/// <param name="Chosen">How many dead letters were chosen.</param>
/// <param name="Counts">How many there were of each step.</param>
internal sealed record ReplayReport(ReplayEnd End, string Sentence, int Chosen, IReadOnlyDictionary<ReplayStep, int> Counts)
{
    /// <summary>How many messages this replay sent.</summary>
    public int Sent => Count(ReplayStep.Sent) + Count(ReplayStep.NotRemoved);

    /// <summary>How many chosen dead letters nobody has touched.</summary>
    public int Left => Chosen - Sent - Count(ReplayStep.SentBefore) - Count(ReplayStep.Gone);

    public int Count(ReplayStep step) => Counts.GetValueOrDefault(step);
}
