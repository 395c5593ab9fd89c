namespace Extraction.Prompts.Schemas;

/// <summary>Finds the word that was meant among those that are allowed.</summary>
internal static class Spelling
{
    private const int Longest = 64;

    /// <summary>
    /// The allowed word that is the same but for case, spaces, hyphens and underscores, else the only one that is nearest by one slip (two in words of eight
    /// letters and more); null where none or several are.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> allowed)
    {
        string plain = Plain(word);
        if (plain.Length is 0 or > Longest)
        {
            return null;
        }

        string? best = null;
        int least = int.MaxValue;
        bool several = false;
        foreach (string candidate in allowed)
        {
            string other = Plain(candidate);
            int slips = plain == other ? 0 : Slips(plain, other);
            int allowedSlips = other.Length < 4 ? 0 : other.Length < 8 ? 1 : 2;
            if (slips > allowedSlips || slips > least)
            {
                continue;
            }

            several = slips == least;
            (best, least) = (candidate, slips);
        }

        return several ? null : best;
    }

    private static string Plain(string word) => string.Concat(word.Where(c => char.IsLetterOrDigit(c)).Select(char.ToLowerInvariant));

    /// <summary>Letters added, left out, changed, or exchanged with their neighbour.</summary>
    private static int Slips(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 2)
        {
            return int.MaxValue;
        }

        int[,] slips = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    slips[i, j] = i + j;
                    continue;
                }

                int change = left[i - 1] == right[j - 1] ? 0 : 1;
                slips[i, j] = Math.Min(Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1, slips[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    slips[i, j] = Math.Min(slips[i, j], slips[i - 2, j - 2] + 1);
                }
            }
        }

        return slips[left.Length, right.Length];
    }
}
