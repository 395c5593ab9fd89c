using System.Buffers;
using System.Globalization;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>Reads numbers written in digits, in Chinese numerals (ordinary and financial, GB/T 15835) or as English words.</summary>
internal static class Numerals
{
    /// <summary>A regular expression for a whole number in folded text.</summary>
    public const string Pattern = @"(?:\d{1,3}(?:,\d{3})+|\d+|[零〇一二两三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾佰仟]+|(?i:\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b))";

    private static readonly SearchValues<char> Units = SearchValues.Create("十百千拾佰仟廿卅");
    private static readonly string[] Small = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>The number, or null where the characters are none (or too large).</summary>
    public static int? Read(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (char.IsAsciiDigit(text[0]))
        {
            return int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out int number) ? number : null;
        }

        return char.IsAsciiLetter(text[0]) ? English(text) : Chinese(text);
    }

    private static int? Chinese(ReadOnlySpan<char> text)
    {
        int total = 0, digit = -1;
        bool positional = text.Length > 1 && !text.ContainsAny(Units);
        foreach (char c in text)
        {
            if (Digit(c) is var d and >= 0)
            {
                if (positional)
                {
                    total = (total * 10) + d;
                    if (total > 100_000)
                    {
                        return null;
                    }
                }

                digit = d;
                continue;
            }

            int unit = c switch { '十' or '拾' => 10, '百' or '佰' => 100, '千' or '仟' => 1000, '廿' => 20, '卅' => 30, _ => 0 };
            total += c is '廿' or '卅' ? unit : (digit < 0 ? 1 : digit) * unit;
            digit = -1;
        }

        return positional ? total : total + Math.Max(digit, 0);
    }

    private static int Digit(char c) => c switch
    {
        '零' or '〇' => 0,
        '一' or '壹' => 1,
        '二' or '两' or '贰' => 2,
        '三' or '叁' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    private static int? English(ReadOnlySpan<char> text)
    {
        string word = text.ToString().ToLowerInvariant();
        int small = Array.IndexOf(Small, word);
        if (small >= 0)
        {
            return small;
        }

        string[] parts = word.Split('-');
        int tens = Array.IndexOf(Tens, parts[0]);
        int units = parts.Length > 1 ? Array.IndexOf(Small, parts[1]) : 0;
        return tens > 0 && units >= 0 ? (tens * 10) + units : null;
    }
}
