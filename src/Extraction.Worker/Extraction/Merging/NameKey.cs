using System.Text;

namespace Extraction.Worker.Extraction.Merging;

/// <summary>Folds a name so that the same name in another width, case or spacing is the same key.</summary>
internal static class NameKey
{
    /// <summary>NFKC, lower case, letters and digits only.</summary>
    public static string Of(string name)
    {
        string folded = name.IsNormalized(NormalizationForm.FormKC) ? name : name.Normalize(NormalizationForm.FormKC);
        return string.Create(folded.Count(char.IsLetterOrDigit), folded, static (key, text) =>
        {
            int at = 0;
            foreach (char letter in text)
            {
                if (char.IsLetterOrDigit(letter))
                {
                    key[at++] = char.ToLowerInvariant(letter);
                }
            }
        });
    }
}
