namespace Extraction.Worker.Evaluation;

/// <summary>Two lists matched one to one: equal values first, then by overlap, best pairs first.</summary>
/// <param name="Right">How many were matched.</param>
/// <param name="Missing">Labelled, but not published.</param>
/// <param name="Surplus">Published, but not labelled.</param>
internal sealed record ListMatch(int Right, IReadOnlyList<string> Missing, IReadOnlyList<string> Surplus)
{
    public static ListMatch Of(IEnumerable<string> labelled, IEnumerable<string> published)
    {
        List<string> missing = [.. labelled];
        List<string> surplus = [.. published];
        int right = 0;
        for (int i = missing.Count - 1; i >= 0; i--)
        {
            string key = ComparedText.Key(missing[i]);
            int same = surplus.FindIndex(value => ComparedText.Key(value) == key);
            if (same >= 0)
            {
                missing.RemoveAt(i);
                surplus.RemoveAt(same);
                right++;
            }
        }

        foreach ((string label, string value) in Near(missing, surplus))
        {
            if (missing.Contains(label) && surplus.Contains(value))
            {
                missing.Remove(label);
                surplus.Remove(value);
                right++;
            }
        }

        return new ListMatch(right, missing, surplus);
    }

    private static IEnumerable<(string Label, string Value)> Near(List<string> missing, List<string> surplus) =>
        from label in missing.ToArray()
        from value in surplus.ToArray()
        let overlap = ComparedText.PairOverlap(label, value)
        where overlap >= ComparedText.SameFrom
        orderby overlap descending
        select (label, value);
}
