using System.Collections.Frozen;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Terms;

/// <summary>
/// Finds every term of all lexicons in one pass over a text; linear in its length. Latin terms are found in any case, names of firms and places
/// as written. Immutable once built.
/// </summary>
internal sealed class TermTable
{
    private readonly FrozenDictionary<uint, Entry[]> _byPair;
    private readonly Entry[]?[] _single = new Entry[char.MaxValue + 1][];

    public TermTable(IEnumerable<(string Term, TermKind Kind, int Payload)> terms)
    {
        List<Entry> entries = [.. terms.Where(t => t.Term.Length > 0).Select(t => new Entry(t.Term, t.Kind, t.Payload, AnyCase(t.Term, t.Kind)))];
        foreach (IGrouping<char, Entry> group in entries.Where(e => e.Term.Length == 1).GroupBy(e => e.Term[0]))
        {
            _single[group.Key] = [.. group];
        }

        _byPair = entries.Where(e => e.Term.Length > 1).GroupBy(e => Pair(e.Term[0], e.Term[1]))
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(e => e.Term.Length).ToArray());
    }

    /// <summary>All hits, ordered by where they start, longer ones first; they may overlap.</summary>
    public List<TermHit> Find(string text)
    {
        List<TermHit> hits = new((text.Length / 2) + 16);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && _byPair.TryGetValue(Pair(text[i], text[i + 1]), out Entry[]? entries))
            {
                foreach (Entry entry in entries)
                {
                    if (entry.Fits(text, i))
                    {
                        hits.Add(new TermHit(i, entry.Term.Length, entry.Kind, entry.Payload));
                    }
                }
            }

            if (_single[text[i]] is { } one)
            {
                foreach (Entry entry in one)
                {
                    hits.Add(new TermHit(i, 1, entry.Kind, entry.Payload));
                }
            }
        }

        return hits;
    }

    private static bool AnyCase(string term, TermKind kind) => kind is not (TermKind.Firm or TermKind.Place) && char.IsAsciiLetter(term[0]);

    private static uint Pair(char first, char second) => ((uint)Lower(first) << 16) | Lower(second);

    private static char Lower(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;

    private readonly record struct Entry(string Term, TermKind Kind, int Payload, bool AnyCase)
    {
        public bool Fits(string text, int at) =>
            text.AsSpan(at).StartsWith(Term, AnyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal) && WholeWord(text, at);

        /// <summary>A term in Latin letters must not be cut out of a longer word.</summary>
        private bool WholeWord(string text, int start)
        {
            int end = start + Term.Length;
            return !char.IsAsciiLetterOrDigit(Term[0])
                || ((start == 0 || !char.IsAsciiLetterOrDigit(text[start - 1]))
                    && (end == text.Length || !char.IsAsciiLetterOrDigit(Term[^1]) || !char.IsAsciiLetterOrDigit(text[end])));
        }
    }
}
