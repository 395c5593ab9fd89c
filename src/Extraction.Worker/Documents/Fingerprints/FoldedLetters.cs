using System.Text;

namespace Extraction.Worker.Documents.Fingerprints;

/// <summary>A text without what its wrapping adds: letters and digits only, full-width forms and capitals folded.</summary>
internal static class FoldedLetters
{
    public static string Of(string text)
    {
        StringBuilder letters = new(text.Length);
        foreach (char character in text)
        {
            char folded = Fold(character);
            if (char.IsLetterOrDigit(folded))
            {
                letters.Append(folded);
            }
        }

        return letters.ToString();
    }

    /// <summary>One character in its plain form.</summary>
    public static char Fold(char character) => character switch
    {
        >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(character - 0xFEE0)),
        '\u3000' or '\u00A0' => ' ',
        >= '\u4E00' and <= '\u9FFF' => character,
        _ => char.ToLowerInvariant(character),
    };
}
