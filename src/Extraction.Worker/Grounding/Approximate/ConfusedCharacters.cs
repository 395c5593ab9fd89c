using System.Collections.Frozen;
using System.Globalization;

namespace Extraction.Worker.Grounding.Approximate;

/// <summary>Which characters are taken for each other, and which stand for one that could not be read. All of them folded.</summary>
internal static class ConfusedCharacters
{
    private static readonly FrozenDictionary<char, string> LookAlikes = GroundingData.Rows("look-alikes.csv")
        .SelectMany(row => new[] { (From: row[0][0], To: row[1][0]), (From: row[1][0], To: row[0][0]) })
        .GroupBy(pair => pair.From)
        .ToFrozenDictionary(group => group.Key, group => string.Concat(group.Select(pair => pair.To).Distinct()));

    /// <summary>All placeholders.</summary>
    public static FrozenSet<char> Placeholders { get; } = GroundingData.Rows("placeholders.csv")
        .Select(row => (char)ushort.Parse(row[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        .ToFrozenSet();

    /// <summary>囗, □, a replacement character and their like.</summary>
    public static bool IsPlaceholder(char c) => Placeholders.Contains(c);

    /// <summary>What <paramref name="c"/> is taken for; empty where nothing is known.</summary>
    public static ReadOnlySpan<char> LookAlikesOf(char c) => LookAlikes.TryGetValue(c, out string? others) ? others : default;

    /// <summary>Whether one is plausibly a misreading of the other.</summary>
    public static bool AreAlike(char a, char b) => LookAlikesOf(a).Contains(b);
}
