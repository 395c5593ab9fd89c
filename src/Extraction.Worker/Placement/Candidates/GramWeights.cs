using System.Collections.Frozen;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>
/// Cuts text into grams: pairs of neighbouring letters, single letters that stand alone, and whole Latin words. A gram's weight without regard to a
/// taxonomy is its genericness (<c>generic-words.csv</c>, columns <c>word,weight</c>) times its place: the end of a Chinese noun phrase is its head.
/// </summary>
internal static class GramWeights
{
    /// <summary>What the last gram of a phrase weighs against the first ones.</summary>
    private const float Head = 1.5f;

    /// <summary>What the gram before the last weighs.</summary>
    private const float BeforeHead = 1.2f;

    /// <summary>A word of at least this weight can stand for a trade.</summary>
    private const float SayingSomething = 0.5f;

    private static readonly FrozenDictionary<ulong, float> Generic = LexiconFile.Read("generic-words.csv", "word", "weight")
        .Select(row => (Grams: Cut(row[0], []), Weight: float.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture)))
        .Where(row => row.Grams.Count == 1)
        .GroupBy(row => row.Grams[0], row => row.Weight)
        .ToFrozenDictionary(g => g.Key, g => g.First());

    /// <summary>The grams of a folded text and their weights; a gram that comes again keeps its last place.</summary>
    public static void Weigh(string text, List<ulong> grams, List<float> weights)
    {
        grams.Clear();
        weights.Clear();
        Cut(text, grams);
        for (int i = grams.Count - 1, place = 0; i >= 0; i--)
        {
            if (grams.IndexOf(grams[i], i + 1) >= 0)
            {
                grams.RemoveAt(i);
                continue;
            }

            float weight = place == 0 ? Head : place == 1 ? BeforeHead : 1f;
            weights.Add(Generic.TryGetValue(grams[i], out float generic) ? weight * generic : weight);
            place++;
        }

        weights.Reverse();
    }

    /// <summary>Whether a folded text says nothing of a trade by itself: 制品, 及其材料.</summary>
    public static bool IsGeneric(string text) => Cut(text, []).TrueForAll(gram => Generic.TryGetValue(gram, out float weight) && weight < SayingSomething);

    private static List<ulong> Cut(string text, List<ulong> grams)
    {
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            if (TermText.IsLetter(text[i]))
            {
                while (++i < text.Length && TermText.IsLetter(text[i]))
                {
                    grams.Add(((ulong)text[i - 1] << 16) | text[i]);
                }

                if (i == start + 1)
                {
                    grams.Add(text[start]);
                }
            }
            else if (TermText.IsLatin(text[i]))
            {
                while (++i < text.Length && TermText.IsLatin(text[i]))
                {
                }

                grams.Add(Word(text.AsSpan(start, i - start)));
            }
            else
            {
                i++;
            }
        }

        return grams;
    }

    /// <summary>FNV-1a over a Latin word without its plural ending; the top bit tells words from letters.</summary>
    private static ulong Word(ReadOnlySpan<char> word)
    {
        ReadOnlySpan<char> stem = word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;
        ulong hash = 14695981039346656037UL;
        foreach (char c in stem)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash | (1UL << 63);
    }
}
