using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Extraction.Prompts.Schemas;

/// <summary>Reads the one number of a text such as <c>12项</c>, <c>约 1,234 件</c>, <c>1.2万</c> or <c>95%</c>.</summary>
internal static partial class NumberInText
{
    private const int Longest = 40;

    /// <summary>The number; null where the text holds none, or more than one.</summary>
    public static decimal? Read(string text)
    {
        if (text.Length > Longest)
        {
            return null;
        }

        MatchCollection found = Numbers().Matches(text.Normalize(NormalizationForm.FormKC));
        if (found.Count != 1)
        {
            return null;
        }

        Match number = found[0];
        if (!decimal.TryParse(number.Groups["number"].Value.Replace(",", string.Empty, StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value))
        {
            return null;
        }

        return number.Groups["scale"].Value switch
        {
            "百" => value * 100,
            "千" => value * 1_000,
            "万" or "萬" => value * 10_000,
            "亿" or "億" => value * 100_000_000,
            "%" => value / 100,
            _ => value,
        };
    }

    [GeneratedRegex(@"(?<number>[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?|[-+]?[0-9]+(\.[0-9]+)?)\s*(?<scale>[百千万萬亿億%]?)", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
