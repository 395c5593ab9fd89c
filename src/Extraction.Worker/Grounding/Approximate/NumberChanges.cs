using System.Buffers;
using Extraction.Worker.Grounding.Numerals;

namespace Extraction.Worker.Grounding.Approximate;

/// <summary>
/// Whether an edit makes the quote say another number than the text. A number that the quote leaves out whole is no other number; a figure that
/// could not be read is none either; a figure that the quote adds, drops or changes is.
/// </summary>
internal static class NumberChanges
{
    private const int IdentifierDigits = 6;
    private const int SpacedIdentifierDigits = 8;

    private static readonly SearchValues<char> Figures = SearchValues.Create("0123456789.");

    /// <summary>Decides on one edit of an alignment.</summary>
    /// <param name="quote">The folded quote.</param>
    /// <param name="text">The folded text.</param>
    /// <param name="edit">The edit.</param>
    /// <param name="sentence">The quote is a sentence in which a long identifier may have lost a figure in copying: the sentence is still this one, and the text's figures get published.</param>
    public static bool IsChanged(ReadOnlySpan<char> quote, ReadOnlySpan<char> text, Edit edit, bool sentence)
    {
        int q = edit.Quote;
        int t = edit.Text;
        switch (edit.Kind)
        {
            case EditKind.Missing:
                return (NumeralCharacters.IsNumeral(text[t]) || (IsDigit(quote, q - 1) && IsDigit(quote, q)))
                    && Differ(Run(quote, q, q), Run(text, t, t + 1), text, t, sentence);
            case EditKind.Extra when quote[q] == ' ':
                return false;
            case EditKind.Extra:
                return (NumeralCharacters.IsNumeral(quote[q]) || (IsDigit(text, t - 1) && IsDigit(text, t)))
                    && Differ(Run(quote, q, q + 1), Run(text, t, t), text, t, sentence: false);
            case EditKind.Unread:
                return ConfusedCharacters.IsPlaceholder(text[t]) && NumeralCharacters.IsNumeral(quote[q]);
            case EditKind.LookAlike:
                return NumeralCharacters.IsNumeral(quote[q]) != NumeralCharacters.IsNumeral(text[t]) && Run(quote, q, q + 1).Length < 3 && Run(text, t, t + 1).Length < 3;
            case EditKind.Punctuation:
                return IsDigit(quote, q - 1) && IsDigit(quote, q + 1) && !(quote[q] is '-' or '~' && text[t] is '-' or '~');
            case EditKind.Replaced:
                return NumeralCharacters.IsNumeral(quote[q]) || NumeralCharacters.IsNumeral(text[t]);
            default:
                return false;
        }
    }

    private static bool Differ(ReadOnlySpan<char> quote, ReadOnlySpan<char> text, ReadOnlySpan<char> whole, int at, bool sentence)
    {
        if (quote.IsEmpty)
        {
            return false;
        }

        if (text.Contains(' ') && text.Count(' ') + quote.Length == text.Length)
        {
            return quote.Length < SpacedIdentifierDigits || !SameWithout(' ', quote, text);
        }

        if (SameWithout(',', quote, text))
        {
            return false;
        }

        return !(sentence && quote.Length == text.Length - 1 && IsIdentifier(text, whole, at));
    }

    /// <summary>Six figures or more, with a letter or punctuation on both sides: no amount, no year.</summary>
    private static bool IsIdentifier(ReadOnlySpan<char> run, ReadOnlySpan<char> whole, int at)
    {
        if (run.Length < IdentifierDigits || run.ContainsAnyExcept(Figures))
        {
            return false;
        }

        int end = at;
        while (end < whole.Length && (char.IsAsciiDigit(whole[end]) || (whole[end] == '.' && IsDigit(whole, end + 1))))
        {
            end++;
        }

        int start = end - run.Length;
        return (start == 0 || whole[start - 1] < '\u2E80') && (end == whole.Length || whole[end] < '\u2E80') && (end == whole.Length || whole[end] != '%');
    }

    private static bool SameWithout(char separator, ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int i = 0;
        int j = 0;
        while (true)
        {
            i += i < a.Length && a[i] == separator ? 1 : 0;
            j += j < b.Length && b[j] == separator ? 1 : 0;
            if (i >= a.Length || j >= b.Length)
            {
                return i >= a.Length && j >= b.Length;
            }

            if (a[i++] != b[j++])
            {
                return false;
            }
        }
    }

    /// <summary>The number around [<paramref name="start"/>, <paramref name="end"/>): numerals, and points, commas and spaces between digits.</summary>
    private static ReadOnlySpan<char> Run(ReadOnlySpan<char> folded, int start, int end)
    {
        while (start > 0 && IsPart(folded, start - 1))
        {
            start--;
        }

        while (end < folded.Length && IsPart(folded, end))
        {
            end++;
        }

        return folded[start..end];
    }

    private static bool IsPart(ReadOnlySpan<char> folded, int index) =>
        NumeralCharacters.IsNumeral(folded[index])
        || (folded[index] is '.' or ' ' && IsDigit(folded, index - 1) && IsDigit(folded, index + 1))
        || (folded[index] == ',' && IsDigit(folded, index - 1) && IsDigit(folded, index + 1) && IsDigit(folded, index + 2) && IsDigit(folded, index + 3) && !IsDigit(folded, index + 4));

    private static bool IsDigit(ReadOnlySpan<char> folded, int index) => index >= 0 && index < folded.Length && char.IsAsciiDigit(folded[index]);
}
