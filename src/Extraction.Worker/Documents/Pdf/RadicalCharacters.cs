using System.Collections.Frozen;
using System.Text;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>
/// Radicals and compatibility forms in place of the characters that they look like: a font has one glyph for both, and programs that write PDFs
/// often name the wrong one (U+2EF0 or U+2F63 for 龙 or 生). What a reader sees is the character, and that is what is searched for.
/// </summary>
internal static class RadicalCharacters
{
    /// <summary>
    /// CJK radicals that Unicode gives no decomposition, by the file <c>radicals.csv</c> (after EquivalentUnifiedIdeograph of the Unicode database), and
    /// the three Kangxi radicals whose decomposition is the traditional form while fonts draw the one in use.
    /// </summary>
    private static readonly FrozenDictionary<char, char> Supplement = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Documents", "Pdf", "radicals.csv")).Skip(1)
        .Where(line => line.Length > 2)
        .ToFrozenDictionary(line => line[0], line => line[2]);

    public static string Plain(string text)
    {
        foreach (char character in text)
        {
            if (IsOdd(character))
            {
                return string.Concat(text.Select(Plain));
            }
        }

        return text;
    }

    private static bool IsOdd(char character) => character is (>= '\u2E80' and <= '\u2FDF') or (>= '\uF900' and <= '\uFAFF');

    private static string Plain(char character) => !IsOdd(character)
        ? character.ToString()
        : Supplement.TryGetValue(character, out char plain) ? plain.ToString() : character.ToString().Normalize(NormalizationForm.FormKC);
}
