namespace Extraction.Worker.DeadLetters;

/// <summary>Dead letters that have something in common.</summary>
/// <param name="Values">What they have in common, in the order of the fields that were asked for.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Oldest">When the first was given up.</param>
/// <param name="Newest">When the last was.</param>
/// <param name="Example">The sentence of one of them.</param>
internal sealed record DeadLetterGroup(IReadOnlyList<string> Values, int Count, DateTimeOffset Oldest, DateTimeOffset Newest, string Example)
{
    /// <summary>Counts, the largest group first.</summary>
    public static IReadOnlyList<DeadLetterGroup> Of(IEnumerable<DeadLetter> letters, IReadOnlyList<DeadLetterField> fields) =>
    [
        .. letters
            .GroupBy(letter => string.Join('\n', fields.Select(field => Value(letter, field))), StringComparer.Ordinal)
            .Select(group => new DeadLetterGroup(
                group.Key.Split('\n'), group.Count(), group.Min(letter => letter.At), group.Max(letter => letter.At), group.First().Sentence))
            .OrderByDescending(group => group.Count)
            .ThenBy(group => string.Join('\n', group.Values), StringComparer.Ordinal),
    ];

    private static string Value(DeadLetter letter, DeadLetterField field) => field switch
    {
        DeadLetterField.Code => letter.Code,
        DeadLetterField.Stage => letter.Stage,
        DeadLetterField.Source => letter.Source,
        DeadLetterField.Kind => letter.Kind ?? "–",
        DeadLetterField.Prompt => letter.Prompt ?? "–",
        DeadLetterField.Model => letter.Model ?? "–",
        DeadLetterField.Worker => letter.Worker ?? "–",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Dead letters are not counted by this."),
    };
}
