using System.Text;
using Extraction.Worker.Grounding.Folding;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>The form in which names of a taxonomy and words of a company are compared.</summary>
internal static class TermText
{
    /// <summary>
    /// Folds width and case (Unicode NFKC, UAX #15; invariant lower case), traditional to simplified characters, writes 黏 as 粘, and drops spaces except between Latin words. Punctuation stays.
    /// </summary>
    public static string Fold(string text)
    {
        string folded = text.IsNormalized(NormalizationForm.FormKC) ? text : text.Normalize(NormalizationForm.FormKC);
        StringBuilder kept = new(folded.Length);
        for (int i = 0; i < folded.Length; i++)
        {
            char c = folded[i];
            if (!char.IsWhiteSpace(c))
            {
                kept.Append(c == '黏' ? '粘' : Letter(c));
            }
            else if (c is '\n' or '\r')
            {
                kept.Append('\n');
            }
            else if (kept.Length > 0 && IsLatin(kept[^1]) && i + 1 < folded.Length && IsLatin(folded[i + 1]))
            {
                kept.Append(' ');
            }
        }

        return kept.ToString();
    }

    private static char Letter(char c)
    {
        if (!IsLetter(c) || char.IsSurrogate(c))
        {
            return char.ToLowerInvariant(c);
        }

        char simplified = CharacterFolding.Fold(c);
        return simplified is CharacterFolding.Dropped or CharacterFolding.Expands ? c : simplified;
    }

    /// <summary>A name of a taxonomy, folded, without the level mark that some classifications put behind it (水泥Ⅲ).</summary>
    public static string FoldName(string name) => Fold(name.TrimEnd('Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'));

    /// <summary>Whether a character belongs to a word that is compared whole: ASCII letters, digits and what joins them in model names.</summary>
    public static bool IsLatin(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '#' or '-' or '.' or '\'';

    /// <summary>Whether a character is compared in pairs: Chinese and every other letter that is not ASCII.</summary>
    public static bool IsLetter(char c) => c > 0x7f && char.IsLetter(c);
}
