namespace Extraction.Worker.Evaluation;

/// <summary>Two lists matched one to one: equal values first, then by overlap, so that as many as can be are matched, and among these the most alike.</summary>
/// <param name="Pairs">Which label was matched with which published value.</param>
/// <param name="Missing">Labelled, but not published.</param>
/// <param name="Surplus">Published, but not labelled: positions in the published list.</param>
internal sealed record ListMatch(IReadOnlyList<ListPair> Pairs, IReadOnlyList<string> Missing, IReadOnlyList<int> Surplus)
{
    /// <summary>How many were matched.</summary>
    public int Right => Pairs.Count;

    public FieldScore Score => new(
        Right, Surplus.Count, Missing.Count, Pairs.Count(pair => pair.Kind == ListPairKind.Normalised), Pairs.Count(pair => pair.Kind == ListPairKind.Partial));

    public static ListMatch Of(IReadOnlyList<string> labelled, IReadOnlyList<string> published)
    {
        if (labelled.Count == 0 || published.Count == 0)
        {
            return new ListMatch([], labelled, [.. Enumerable.Range(0, published.Count)]);
        }

        string[] labels = [.. labelled.Select(ComparedText.Key)];
        string[] values = [.. published.Select(ComparedText.Key)];
        List<ListPair> pairs = [];
        List<int> openLabels = [];
        List<int> openValues = [.. Enumerable.Range(0, values.Length)];
        for (int label = 0; label < labels.Length; label++)
        {
            int same = openValues.FindIndex(value => published[value] == labelled[label]);
            same = same >= 0 ? same : openValues.FindIndex(value => values[value] == labels[label]);
            if (same < 0)
            {
                openLabels.Add(label);
                continue;
            }

            pairs.Add(new ListPair(label, openValues[same], published[openValues[same]] == labelled[label] ? ListPairKind.Exact : ListPairKind.Normalised));
            openValues.RemoveAt(same);
        }

        foreach ((int label, int value) in Partial(openLabels, openValues, labels, values))
        {
            pairs.Add(new ListPair(label, value, ListPairKind.Partial));
            openLabels.Remove(label);
            openValues.Remove(value);
        }

        return new ListMatch(pairs, [.. openLabels.Select(label => labelled[label])], openValues);
    }

    private static List<(int Label, int Value)> Partial(List<int> labels, List<int> values, string[] labelKeys, string[] valueKeys)
    {
        double[,] worth = new double[labels.Count, values.Count];
        bool any = false;
        for (int row = 0; row < labels.Count; row++)
        {
            for (int column = 0; column < values.Count; column++)
            {
                double overlap = ComparedText.PairOverlap(labelKeys[labels[row]], valueKeys[values[column]]);

                // One more pair outweighs any overlap.
                worth[row, column] = overlap >= ComparedText.SameFrom ? 1 + overlap : 0;
                any |= worth[row, column] > 0;
            }
        }

        if (!any)
        {
            return [];
        }

        int[] chosen = Assignment.Best(worth);
        return [.. Enumerable.Range(0, labels.Count)
            .Where(row => chosen[row] >= 0 && worth[row, chosen[row]] > 0)
            .Select(row => (labels[row], values[chosen[row]]))];
    }
}
