namespace Extraction.Worker.Documents.Encodings;

/// <summary>How much a decoded text looks like one: the mean weight of its characters outside ASCII.</summary>
internal static class PlausibilityScore
{
    /// <param name="text">The text.</param>
    /// <param name="truncated">Whether its end was cut, so that the last character may be half of one.</param>
    public static double Of(ReadOnlySpan<char> text, bool truncated)
    {
        double sum = 0;
        int counted = 0;
        int controls = 0;
        int end = truncated ? Math.Max(0, text.Length - 2) : text.Length;
        for (int at = 0; at < end; at++)
        {
            char character = text[at];
            if (character < 0x80)
            {
                controls += character is < '\t' or (> '\r' and < ' ' and not '\x1B') ? 1 : 0;
                continue;
            }

            counted++;
            sum += IsAlphabetic(character) ? AlphabeticWeight(text, at) : CharacterClasses.Weight(character);
        }

        double controlShare = end == 0 ? 0 : (double)controls / end;
        return (counted == 0 ? 0.5 : sum / counted) - (10 * controlShare);
    }

    private static bool IsAlphabetic(char character) => character is (>= '\u00C0' and <= '\u024F') or (>= '\u0370' and <= '\u052F');

    /// <summary>An accented or Cyrillic letter belongs beside letters of its own alphabet; between others it is a sign of a wrong encoding.</summary>
    private static double AlphabeticWeight(ReadOnlySpan<char> text, int at)
    {
        bool latin = text[at] <= '\u024F';
        int kin = 0;
        int alien = 0;
        for (int beside = at - 1; beside <= at + 1; beside += 2)
        {
            if (beside < 0 || beside >= text.Length || !char.IsLetter(text[beside]))
            {
                continue;
            }

            bool ascii = char.IsAsciiLetter(text[beside]);
            bool sameAlphabet = latin ? ascii : text[beside] is >= '\u0370' and <= '\u052F';
            bool sameCase = char.IsLower(text[beside]) == char.IsLower(text[at]) || char.IsUpper(text[Math.Min(at, beside)]);
            if (sameAlphabet && sameCase)
            {
                kin++;
            }
            else
            {
                alien++;
            }
        }

        return kin > alien ? 0.7 : alien > 0 ? -0.2 : 0.1;
    }
}
