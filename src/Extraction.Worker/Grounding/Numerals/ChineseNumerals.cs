using Extraction.Worker.Grounding.Folding;

namespace Extraction.Worker.Grounding.Numerals;

/// <summary>
/// Reads a whole number as Chinese texts write it (forms of GB/T 15835-2011 and everyday ones): 十二, 一百二十三, 贰拾, 两, 〇, 廿, 二〇二三,
/// 12, １２, 1,234, 3.5万, 1万2千. Vague amounts (十余, 近百, 数十, 几十, 上千, 若干) name no number and give none.
/// </summary>
internal static class ChineseNumerals
{
    private const long Largest = 1_000_000_000_000_000;

    /// <summary>Reads <paramref name="text"/>, which must be the number alone; spaces around it, width and traditional forms do not matter.</summary>
    /// <param name="text">The number without its unit or measure word (十二, not 十二项).</param>
    /// <param name="value">The number.</param>
    /// <returns>False where it is no whole number, vague, malformed (十百, 二十二十) or above 10^15.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        Span<char> buffer = stackalloc char[48];
        int length = 0;
        foreach (char c in text)
        {
            char folded = CharacterFolding.Fold(c);
            if (folded == CharacterFolding.Dropped)
            {
                continue;
            }

            if (length == buffer.Length || folded == CharacterFolding.Expands)
            {
                return false;
            }

            buffer[length++] = folded;
        }

        ReadOnlySpan<char> number = buffer[..length];
        if (number.IsEmpty)
        {
            return false;
        }

        return TryReadDigitString(number, out value) || TryReadSections(number, out value);
    }

    /// <summary>二〇二三, 一二三 and 12,345: figures one after the other, without multipliers.</summary>
    private static bool TryReadDigitString(ReadOnlySpan<char> number, out long value)
    {
        value = 0;
        bool ascii = char.IsAsciiDigit(number[0]);
        if (ascii)
        {
            return TryReadAscii(number, out decimal exact) && TryWhole(exact, out value);
        }

        // 三五项 and 七八家 are vague amounts, not 35 and 78.
        if (number.Length == 2 && !number.ContainsAny('零', '〇'))
        {
            return false;
        }

        foreach (char c in number)
        {
            int figure = NumeralCharacters.ValueOf(c);
            if (figure < 0 || value > Largest / 10 || (number.Length > 1 && c is '两' or '俩'))
            {
                return false;
            }

            value = (value * 10) + figure;
        }

        return true;
    }

    /// <summary>A number made of sections, each below 10,000, with 万 and 亿 between them.</summary>
    private static bool TryReadSections(ReadOnlySpan<char> number, out long value)
    {
        value = 0;
        decimal total = 0;
        long lastScale = long.MaxValue;
        while (!number.IsEmpty)
        {
            int end = 0;
            while (end < number.Length && !NumeralCharacters.IsScale(number[end]))
            {
                end++;
            }

            long scale = 1;
            int next = end;
            while (next < number.Length && NumeralCharacters.IsScale(number[next]))
            {
                scale *= NumeralCharacters.MultiplierOf(number[next++]);
                if (scale > Largest)
                {
                    return false;
                }
            }

            ReadOnlySpan<char> digits = number[..end];
            if (digits.IsEmpty || scale >= lastScale || !TryReadSection(digits, lastScale, out decimal section))
            {
                return false;
            }

            total += section * scale;
            lastScale = scale;
            number = number[next..];
        }

        return TryWhole(total, out value);
    }

    /// <summary>A section below 10,000: 一千二百三十四, 十二, 廿三, 二百五 (250), or figures such as 3.5 and 1,234.</summary>
    private static bool TryReadSection(ReadOnlySpan<char> digits, long scaleBefore, out decimal section)
    {
        section = 0;
        if (char.IsAsciiDigit(digits[0]) && TryReadAscii(digits, out section))
        {
            // 3万5 may be said for 35,000 or written for 30,005, so it is not read.
            return scaleBefore == long.MaxValue || digits.Length >= 3;
        }

        long sum = 0;
        long lastMultiplier = long.MaxValue;
        bool nought = false;
        int i = 0;
        while (i < digits.Length)
        {
            char c = digits[i];
            if (c is '零' or '〇' && digits.Length > 1)
            {
                nought = true;
                i++;
                continue;
            }

            if (c is '廿' or '卅')
            {
                if (lastMultiplier <= 10)
                {
                    return false;
                }

                sum += c == '廿' ? 20 : 30;
                lastMultiplier = 10;
                i++;
                continue;
            }

            int figure = char.IsAsciiDigit(c) ? c - '0' : NumeralCharacters.ValueOf(c);
            long multiplier = NumeralCharacters.MultiplierOf(figure < 0 ? c : i + 1 < digits.Length ? digits[i + 1] : '\0');
            if (figure < 0)
            {
                // 十二 and 一百十二 leave the 一 before 十 unsaid; 百二 does not exist.
                if (c is not ('十' or '拾') || lastMultiplier <= 10)
                {
                    return false;
                }

                sum += 10;
                lastMultiplier = 10;
                i++;
                continue;
            }

            if (multiplier == 0)
            {
                // The last figure: ones, or after 百, 千, 万 without 零 the next lower place (一百五 is 150, 三万二 is 32,000).
                bool belowHundreds = !nought && lastMultiplier is 100 or 1_000;
                bool belowScale = digits.Length == 1 && scaleBefore is 10_000 or 100_000_000;
                sum += figure * (belowHundreds ? lastMultiplier / 10 : belowScale ? scaleBefore / 10 : 1);
                section = sum;
                return i + 1 == digits.Length && lastMultiplier > 1;
            }

            if (multiplier >= lastMultiplier || figure == 0)
            {
                return false;
            }

            sum += figure * multiplier;
            lastMultiplier = multiplier;
            i += 2;
        }

        section = sum;
        return sum > 0 || (digits.Length == 1 && digits[0] is '零' or '〇');
    }

    private static bool TryReadAscii(ReadOnlySpan<char> digits, out decimal value)
    {
        value = 0;
        decimal place = 0;
        int sinceComma = -1;
        int count = 0;
        foreach (char c in digits)
        {
            if (char.IsAsciiDigit(c))
            {
                if (++count > 18 || sinceComma == 3)
                {
                    return false;
                }

                sinceComma = sinceComma >= 0 ? sinceComma + 1 : sinceComma;
                value = place == 0 ? (value * 10) + (c - '0') : value + ((c - '0') * place);
                place /= 10;
            }
            else if (c == ',' && place == 0 && (sinceComma == 3 || (sinceComma < 0 && count is >= 1 and <= 3)))
            {
                sinceComma = 0;
            }
            else if (c == '.' && place == 0 && count > 0 && sinceComma is -1 or 3)
            {
                sinceComma = -1;
                place = 0.1m;
            }
            else
            {
                return false;
            }
        }

        return count > 0 && digits[^1] != '.' && sinceComma is -1 or 3;
    }

    private static bool TryWhole(decimal exact, out long value)
    {
        value = 0;
        if (exact > Largest || exact != decimal.Truncate(exact))
        {
            return false;
        }

        value = (long)exact;
        return true;
    }
}
