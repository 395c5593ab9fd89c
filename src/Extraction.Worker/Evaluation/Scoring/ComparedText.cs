using System.Globalization;
using System.Text;

namespace Extraction.Worker.Evaluation;

/// <summary>How values are compared: after NFKC (Unicode UAX #15), without case, spaces and punctuation.</summary>
internal static class ComparedText
{
    /// <summary>Least overlap of character pairs at which two list values are taken for the same.</summary>
    public const double SameFrom = 0.7;

    public static string Key(string value)
    {
        StringBuilder key = new(value.Length);
        foreach (char c in value.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
            {
                key.Append(char.ToLowerInvariant(c));
            }
        }

        return key.ToString();
    }

    /// <summary>Overlap of the pairs of neighbouring characters, as F1, 0 to 1; a text of one character is its own pair.</summary>
    public static double PairOverlap(string left, string right)
    {
        Dictionary<(char, char), int> pairs = Pairs(Key(left), out int leftCount);
        Dictionary<(char, char), int> others = Pairs(Key(right), out int rightCount);
        if (leftCount + rightCount == 0)
        {
            return 1;
        }

        int common = 0;
        foreach (((char, char) pair, int count) in pairs)
        {
            common += Math.Min(count, others.GetValueOrDefault(pair));
        }

        return 2.0 * common / (leftCount + rightCount);
    }

    /// <summary>A place's name without the words for its kind, as the contract publishes it.</summary>
    public static string Place(string? name)
    {
        string key = Key(name ?? string.Empty);
        foreach (string kind in (string[])["壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "自治区", "省", "市"])
        {
            if (key.Length > kind.Length && key.EndsWith(kind, StringComparison.Ordinal))
            {
                return key[..^kind.Length];
            }
        }

        return key;
    }

    private static Dictionary<(char, char), int> Pairs(string key, out int count)
    {
        Dictionary<(char, char), int> pairs = [];
        count = 0;
        for (int i = 0; i < Math.Max(key.Length - 1, Math.Min(key.Length, 1)); i++)
        {
            (char, char) pair = (key[i], i + 1 < key.Length ? key[i + 1] : '\0');
            pairs[pair] = pairs.GetValueOrDefault(pair) + 1;
            count++;
        }

        return pairs;
    }
}
