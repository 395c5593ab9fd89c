namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>Passes on what happened, and counts it.</summary>
internal sealed class ReplayTally(Action<ReplayedItem> report)
{
    private readonly Dictionary<ReplayStep, int> counts = [];

    public IReadOnlyDictionary<ReplayStep, int> Counts => counts;

    public void Add(ReplayedItem item)
    {
        counts[item.Step] = counts.GetValueOrDefault(item.Step) + 1;
        report(item);
    }

    public void Add(IEnumerable<DeadLetter> letters, ReplayStep step)
    {
        foreach (DeadLetter letter in letters)
        {
            Add(new ReplayedItem(letter, step));
        }
    }
}
