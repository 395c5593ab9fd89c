using Extraction.Worker.Grounding.Folding;

namespace Extraction.Worker.Grounding.Checks;

/// <summary>
/// The unified social credit code of a Chinese organisation, by GB 32100-2015: 18 characters of the 31-character set without I, O, S, V and Z; the
/// registering body (1), its class (1), the administrative division (6 digits), the organisation code (9, with its own check by GB 11714-1997) and a
/// check character: 31 less the sum of the first 17 values times 3^(i-1) modulo 31, modulo 31.
/// </summary>
internal static class CreditCode
{
    /// <summary>Characters of a code.</summary>
    public const int Length = 18;

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string LettersAndDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int OrganisationStart = 8;

    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>
    /// The code in capital half-width letters without spaces and hyphens, or null where the text has not the form of a code: 18 characters of the
    /// set, six digits of division. The form alone says nothing of its check.
    /// </summary>
    public static string? Normalise(ReadOnlySpan<char> text) => OfForm(text, Alphabet);

    /// <summary>
    /// What stands in the place of a code, in capital half-width letters, where it has a code's length and six digits of division but letters that no code
    /// holds (I, O, S, V, Z); null where it has not even that form. Never valid.
    /// </summary>
    public static string? Misprinted(ReadOnlySpan<char> text) => OfForm(text, LettersAndDigits);

    /// <summary>Whether the text is a code and both its check characters are right. Spaces, width and small letters are tolerated.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        Normalise(text) is { } code && code[^1] == CheckCharacter(code) && code[OrganisationStart + 8] == OrganisationCheckCharacter(code.AsSpan(OrganisationStart, 8));

    /// <summary>The check character that GB 32100-2015 gives to the first 17 characters.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> code) => Alphabet[Complement(code, Weights, Alphabet, 31)];

    /// <summary>The check character that GB 11714-1997 gives to the eight characters of an organisation code: modulus 11, letters counting 10 to 35, X for 10.</summary>
    public static char OrganisationCheckCharacter(ReadOnlySpan<char> body) => "0123456789X"[Complement(body, OrganisationWeights, LettersAndDigits, 11)];

    /// <summary>What the weighted sum of the characters, each counting as its place in the alphabet, lacks to a multiple of the modulus.</summary>
    private static int Complement(ReadOnlySpan<char> code, int[] weights, string alphabet, int modulus)
    {
        int sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += alphabet.IndexOf(code[i], StringComparison.Ordinal) * weights[i];
        }

        return (modulus - (sum % modulus)) % modulus;
    }

    private static string? OfForm(ReadOnlySpan<char> text, string alphabet)
    {
        Span<char> code = stackalloc char[Length];
        int count = 0;
        foreach (char c in text)
        {
            char folded = CharacterFolding.Fold(c);
            if (folded is CharacterFolding.Dropped or '-')
            {
                continue;
            }

            char capital = char.ToUpperInvariant(folded);
            if (count == Length || !alphabet.Contains(capital, StringComparison.Ordinal))
            {
                return null;
            }

            code[count++] = capital;
        }

        return count == Length && !code[2..OrganisationStart].ContainsAnyExceptInRange('0', '9') ? new string(code) : null;
    }
}
