namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>Passes on what happened, and counts it.</summary>
internal sealed class ReplayTally(Action<ReplayedItem> report)
{
    private readonly Dictionary<ReplayStep, int> _counts = [];

    public IReadOnlyDictionary<ReplayStep, int> Counts => _counts;

    public void Add(ReplayedItem item)
    {
        _counts[item.Step] = _counts.GetValueOrDefault(item.Step) + 1;
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
