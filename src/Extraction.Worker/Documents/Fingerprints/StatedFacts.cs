using System.Text;
using System.Text.RegularExpressions;

namespace Extraction.Worker.Documents.Fingerprints;

/// <summary>The figures and company names that a text states. Page numbers, clock times and counters of readers belong to the wrapping and do not count.</summary>
internal static partial class StatedFacts
{
    public static SortedSet<string> In(string text)
    {
        SortedSet<string> facts = new(StringComparer.Ordinal);
        string folded = Folded(text);
        foreach (Match match in Figure().Matches(folded))
        {
            facts.Add(match.Value.Replace(",", string.Empty, StringComparison.Ordinal));
        }

        foreach (Match match in Name().Matches(folded))
        {
            facts.Add(match.Value.Replace("\n", string.Empty, StringComparison.Ordinal));
        }

        return facts;
    }

    /// <summary>Plain forms, and spaces left out where the script needs none, so that a name broken over two lines stays whole.</summary>
    private static string Folded(string text)
    {
        StringBuilder folded = new(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            char character = FoldedLetters.Fold(text[at]);
            bool joins = char.IsWhiteSpace(character)
                && folded.Length > 0 && CjkText.IsCjk(folded[^1])
                && at + 1 < text.Length && (char.IsWhiteSpace(text[at + 1]) || CjkText.IsCjk(text[at + 1]));
            if (!joins)
            {
                folded.Append(character);
            }
        }

        return folded.ToString();
    }

    /// <summary>A number of two digits or more that is no clock time and follows no word for readers or clicks.</summary>
    [GeneratedRegex(@"(?<![\d.,:：]|(?:阅读|浏览|点击|访问|评论|点赞|views?|reads?|hits?)[^\d\n]{0,6})\d[\d,]*(?:\.\d+)?(?<=\d.|\d\d)(?![\d:：])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5000)]
    private static partial Regex Figure();

    [GeneratedRegex(@"\p{L}{1,12}(?:公司|集团|工厂)|[\p{L}&]+(?: [\p{L}&]+){0,2},? (?:co|ltd|inc|corp|llc|limited|gmbh|plc)\b", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Name();
}
