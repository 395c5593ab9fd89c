using Extraction.Worker.Grounding.Folding;
using Extraction.Worker.Grounding.Numerals;

namespace Extraction.Worker.Grounding;

/// <summary>
/// What a span cuts through at its ends. 12 inside 312, 6 inside 37.6, 3 inside 3万 and Ford inside Fordham are other numbers and other names,
/// although every character is there.
/// </summary>
internal static class SpanEdges
{
    /// <summary>From this many folded characters on, a quote that stops inside a number or word was cut short, and still names its place.</summary>
    public const int LongQuote = 12;

    /// <summary>Whether a span begins and ends between characters: not inside a surrogate pair, and not before a combining mark.</summary>
    public static bool AreWhole(ReadOnlySpan<char> text, int start, int end) => IsBoundary(text, start) && IsBoundary(text, end);

    /// <summary>The reason to refuse the span [<paramref name="start"/>, <paramref name="end"/>) of <paramref name="text"/>, or null.</summary>
    public static RefusalReason? Fault(ReadOnlySpan<char> text, int start, int end, bool longQuote)
    {
        if (CutsNumberAtStart(text, start) || (!longQuote && CutsNumberAtEnd(text, start, end)))
        {
            return RefusalReason.OtherNumber;
        }

        return CutsWordAtStart(text, start) || (!longQuote && CutsWordAtEnd(text, start, end)) ? RefusalReason.OtherName : null;
    }

    private static bool IsBoundary(ReadOnlySpan<char> text, int offset) =>
        offset == 0 || offset == text.Length
        || (!CharacterFolding.IsMark(text[offset]) && !(char.IsLowSurrogate(text[offset]) && char.IsHighSurrogate(text[offset - 1])));

    private static char At(ReadOnlySpan<char> text, int index) => index >= 0 && index < text.Length ? CharacterFolding.Fold(text[index]) : CharacterFolding.Dropped;

    private static bool CutsNumberAtStart(ReadOnlySpan<char> text, int start)
    {
        char first = At(text, start);
        char before = At(text, start - 1);
        if (char.IsAsciiDigit(first))
        {
            return char.IsAsciiDigit(before)
                || (before == '.' && char.IsAsciiDigit(At(text, start - 2)))
                || (before == ',' && char.IsAsciiDigit(At(text, start - 2)) && DigitsFrom(text, start) == 3);
        }

        return NumeralCharacters.IsChinese(first) && ContinuesNumeral(before, first);
    }

    private static bool CutsNumberAtEnd(ReadOnlySpan<char> text, int start, int end)
    {
        char last = At(text, end - 1);
        char after = At(text, end);
        if (!char.IsAsciiDigit(last))
        {
            return NumeralCharacters.IsChinese(last) && !char.IsAsciiDigit(after) && ContinuesNumeral(last, after);
        }

        if (char.IsAsciiDigit(after) || NumeralCharacters.MultiplierOf(after) >= 100)
        {
            return true;
        }

        if (after == ',')
        {
            return DigitsFrom(text, end + 1) == 3;
        }

        int run = 0;
        while (end - run - 1 >= start && char.IsAsciiDigit(At(text, end - run - 1)))
        {
            run++;
        }

        // 2018.06 names the year 2018, and a patent number may be given without its check digit.
        bool year = run == 4 && At(text, end - 4) is '1' or '2';
        return after == '.' && char.IsAsciiDigit(At(text, end + 1)) && !year && run < 8;
    }

    /// <summary>十二 and 3万 are one number each; 一一 is not (唯一一家).</summary>
    private static bool ContinuesNumeral(char left, char right) =>
        NumeralCharacters.IsNumeral(left) && NumeralCharacters.IsNumeral(right) && left != right
        && (!char.IsAsciiDigit(left) || NumeralCharacters.MultiplierOf(right) > 0);

    private static int DigitsFrom(ReadOnlySpan<char> text, int index)
    {
        int count = 0;
        while (count < 4 && char.IsAsciiDigit(At(text, index + count)))
        {
            count++;
        }

        return count;
    }

    private static bool CutsWordAtStart(ReadOnlySpan<char> text, int start) =>
        start > 0 && IsAlphabetic(text[start]) && IsAlphabetic(text[start - 1]) && !(char.IsUpper(text[start]) && char.IsLower(text[start - 1]));

    private static bool CutsWordAtEnd(ReadOnlySpan<char> text, int start, int end)
    {
        if (end >= text.Length || !IsAlphabetic(text[end]) || !IsAlphabetic(text[end - 1]) || (char.IsUpper(text[end]) && char.IsLower(text[end - 1])))
        {
            return false;
        }

        // A plural is the same word.
        int tail = 0;
        while (tail < 3 && end + tail < text.Length && IsAlphabetic(text[end + tail]))
        {
            tail++;
        }

        bool plural = end - start >= 3 && (tail == 1 || (tail == 2 && text[end] is 'e')) && text[end + tail - 1] is 's';
        return !plural;
    }

    /// <summary>A letter of a script that writes words with spaces between them.</summary>
    private static bool IsAlphabetic(char c) => c < '\u0590' && char.IsLetter(c);
}
