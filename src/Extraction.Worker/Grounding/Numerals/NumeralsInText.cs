using System.Text.RegularExpressions;

namespace Extraction.Worker.Grounding.Numerals;

/// <summary>Finds the exact whole numbers that a passage states, in Chinese, figures or English words, in their order. Vague amounts (十余项, 近百项) are none.</summary>
internal static partial class NumeralsInText
{
    private const string Vague = "余多几数来";

    private static readonly Dictionary<string, int> English = EnglishWords();

    /// <summary>The numbers of a passage.</summary>
    public static IReadOnlyList<long> Read(string passage)
    {
        List<(int At, long Value)> found = [];
        foreach (Match run in Chinese().Matches(passage))
        {
            bool vague = (run.Index + run.Length < passage.Length && Vague.Contains(passage[run.Index + run.Length], StringComparison.Ordinal))
                || (run.Index > 0 && "近约逾超数几".Contains(passage[run.Index - 1], StringComparison.Ordinal) && run.Value.EndsWith('百'));
            if (!vague && ChineseNumerals.TryParse(run.Value, out long value))
            {
                found.Add((run.Index, value));
            }
        }

        foreach (Match run in EnglishRun().Matches(passage))
        {
            found.Add((run.Index, run.Value.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Sum(word => English[word.ToLowerInvariant()])));
        }

        return [.. found.OrderBy(one => one.At).Select(one => one.Value)];
    }

    private static Dictionary<string, int> EnglishWords()
    {
        string[] small =
        [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
            "sixteen", "seventeen", "eighteen", "nineteen",
        ];
        string[] tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        return small.Select((word, index) => (word, value: index))
            .Concat(tens.Select((word, index) => (word, value: (index + 2) * 10)))
            .ToDictionary(pair => pair.word, pair => pair.value, StringComparer.Ordinal);
    }

    [GeneratedRegex("[0-9０-９]+(?:[,，][0-9０-９]{3})*|[零〇一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟貳參陸兩萬]+")]
    private static partial Regex Chinese();

    [GeneratedRegex(
        @"\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex EnglishRun();
}
