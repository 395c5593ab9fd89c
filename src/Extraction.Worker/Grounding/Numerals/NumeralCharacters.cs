namespace Extraction.Worker.Grounding.Numerals;

/// <summary>The characters that write numbers, after folding to simplified characters and half width.</summary>
internal static class NumeralCharacters
{
    /// <summary>A Chinese numeral, everyday or banker's (GB/T 15835-2011 uses 〇 and 零 for nought).</summary>
    public static bool IsChinese(char c) => ValueOf(c) >= 0 || IsScale(c) || c is '十' or '拾' or '廿' or '卅' or '百' or '佰' or '千' or '仟';

    /// <summary>万 and 亿, which also follow digits.</summary>
    public static bool IsScale(char c) => c is '万' or '亿';

    /// <summary>A digit of either kind, or any other numeral.</summary>
    public static bool IsNumeral(char c) => char.IsAsciiDigit(c) || IsChinese(c);

    /// <summary>0 to 9, or -1 where the character is no single figure.</summary>
    public static int ValueOf(char c) => c switch
    {
        '零' or '〇' => 0,
        '一' or '壹' or '幺' => 1,
        '二' or '贰' or '两' or '俩' => 2,
        '三' or '叁' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    /// <summary>The power of ten that a character multiplies by, or 0: 十 10, 百 100, 千 1,000, 万 10,000, 亿 100,000,000.</summary>
    public static long MultiplierOf(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => 0,
    };
}
