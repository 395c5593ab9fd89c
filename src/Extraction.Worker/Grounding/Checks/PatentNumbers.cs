using System.Globalization;
using Extraction.Worker.Grounding.Folding;

namespace Extraction.Worker.Grounding.Checks;

/// <summary>
/// Chinese patent numbers by ZC 0006-2003 (standard of the patent office): year (4), kind (1), serial (7), a point, a check digit; for applications
/// before 1 October 2003 year (2), kind (1), serial (5). A granted patent puts ZL before the same number. The check digit is the sum of the digits
/// times 2, 3, …, 9, 2, 3, 4, 5 modulo 11, with X for ten; the old numbers got theirs by the same rule with 2 to 9.
/// </summary>
internal static class PatentNumbers
{
    private const int NewDigits = 12;
    private const int OldDigits = 8;

    /// <summary>Reads one number. Spaces, width, 号 at the end, CN or ZL before it are tolerated; the point before the check digit may be missing.</summary>
    /// <returns>Null where the text has not the form of a Chinese application number (publication numbers such as CN109876543B among them).</returns>
    public static ChinesePatentNumber? Parse(ReadOnlySpan<char> text)
    {
        Span<char> folded = stackalloc char[24];
        int count = 0;
        foreach (char c in text)
        {
            char one = CharacterFolding.Fold(c);
            if (one == CharacterFolding.Dropped)
            {
                continue;
            }

            if (count == folded.Length || one == CharacterFolding.Expands)
            {
                return null;
            }

            folded[count++] = char.ToUpperInvariant(one);
        }

        ReadOnlySpan<char> rest = folded[..count].TrimEnd('号');
        bool patent = rest.StartsWith("ZL");
        rest = patent || rest.StartsWith("CN") ? rest[2..].TrimStart(".:") : rest;
        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? rest.Length : digits;
        ReadOnlySpan<char> check = rest[digits..];
        if (check.IsEmpty && digits is NewDigits + 1 or OldDigits + 1)
        {
            check = rest[--digits..];
        }

        check = check.TrimStart('.');
        bool form = digits is NewDigits or OldDigits && check.Length <= 1 && (check.IsEmpty ? digits == rest.Length : char.IsAsciiDigit(check[0]) || check[0] == 'X');
        return form && TryTakeApart(rest[..digits], out int year, out PatentKind kind)
            ? new ChinesePatentNumber(
                string.Concat(patent ? "ZL" : string.Empty, rest[..digits], check.IsEmpty ? string.Empty : ".", check),
                year,
                kind,
                check.IsEmpty ? null : check[0] == CheckDigit(rest[..digits]))
            : null;
    }

    /// <summary>The check digit of 8 or 12 digits.</summary>
    public static char CheckDigit(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            sum += (digits[i] - '0') * ((i % 8) + 2);
        }

        return sum % 11 == 10 ? 'X' : (char)('0' + (sum % 11));
    }

    private static bool TryTakeApart(ReadOnlySpan<char> digits, out int year, out PatentKind kind)
    {
        bool old = digits.Length == OldDigits;
        int yearDigits = old ? 2 : 4;
        year = int.Parse(digits[..yearDigits], NumberStyles.None, CultureInfo.InvariantCulture);
        year = !old ? year : year >= 85 ? 1900 + year : 2000 + year;
        (kind, bool known) = digits[yearDigits] switch
        {
            '1' or '8' => (PatentKind.Invention, true),
            '2' or '9' => (PatentKind.UtilityModel, true),
            '3' => (PatentKind.Design, true),
            _ => (default(PatentKind), false),
        };

        // The Chinese patent law came into force in 1985; two-digit years ended in 2003.
        return known && (old ? year <= 2003 : year is >= 2003 and <= 2099);
    }
}
