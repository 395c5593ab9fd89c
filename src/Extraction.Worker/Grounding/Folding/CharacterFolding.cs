using System.Globalization;
using System.Text;

namespace Extraction.Worker.Grounding.Folding;

/// <summary>
/// The recorded folding of one character: Unicode NFKC (UAX #15; full and half width, compatibility ideographs, Kangxi radicals), case, traditional to
/// simplified, and one form for each kind of dash, quotation mark, bracket, dot and ellipsis. The tables are data files beside this folder.
/// </summary>
internal static class CharacterFolding
{
    /// <summary>Given for a character that folding leaves out: spaces, controls, zero-width and format characters, variation selectors.</summary>
    public const char Dropped = '\uFFFF';

    /// <summary>Given for a character that folds to several, or whose folding depends on its neighbours.</summary>
    public const char Expands = '\uFFFE';

    /// <summary>One or more dots that stand for words left out.</summary>
    public const char Ellipsis = '…';

    private static readonly Dictionary<char, char> Overrides = LoadOverrides();

    // Filled as characters are met; a race writes the same value twice.
    private static readonly char[] Folded = new char[char.MaxValue + 1];

    /// <summary>The folded form of <paramref name="c"/>, or <see cref="Dropped"/>, or <see cref="Expands"/>.</summary>
    public static char Fold(char c)
    {
        char known = Folded[c];
        return known != '\0' ? known : Folded[c] = Compute(c);
    }

    /// <summary>Whether <paramref name="c"/> belongs to the character before it (combining marks and variation selectors).</summary>
    public static bool IsMark(char c) =>
        c >= '\u0300' && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>An ASCII digit; full-width digits have been folded to these.</summary>
    public static bool IsDigit(char c) => char.IsAsciiDigit(c);

    private static char Compute(char c)
    {
        if (char.IsSurrogate(c))
        {
            return Expands;
        }

        if (Overrides.TryGetValue(c, out char chosen))
        {
            return chosen;
        }

        UnicodeCategory category = char.GetUnicodeCategory(c);
        if (char.IsWhiteSpace(c) || category is UnicodeCategory.Control or UnicodeCategory.Format || c is Dropped or Expands
            || c is >= '\uFE00' and <= '\uFE0F' or '\u115F' or '\u1160' or '\u3164' or '\uFFA0' or '\u2800')
        {
            return Dropped;
        }

        if (category == UnicodeCategory.OtherNumber)
        {
            return Expands;
        }

        string compatible = c.ToString().Normalize(NormalizationForm.FormKC);
        if (compatible.Length != 1)
        {
            return Expands;
        }

        char folded = compatible[0];
        if (folded != c && Overrides.TryGetValue(folded, out chosen))
        {
            folded = chosen;
        }

        char lower = char.ToLowerInvariant(folded);
        return char.IsWhiteSpace(lower) ? Dropped : lower;
    }

    private static Dictionary<char, char> LoadOverrides()
    {
        Dictionary<char, char> overrides = [];
        foreach (string[] row in GroundingData.Rows("traditional-simplified.csv"))
        {
            overrides[row[0][0]] = row[1][0];
        }

        foreach (string[] row in GroundingData.Rows("character-variants.csv"))
        {
            overrides[CodePoint(row[0])] = CodePoint(row[1]);
        }

        return overrides;
    }

    private static char CodePoint(string hexadecimal) => (char)ushort.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
