namespace Extraction.Worker.LanguageModels.Offline.Reading;

/// <summary>Finds every term of all lexicons in one pass over a text; linear in its length. Immutable once built.</summary>
internal sealed class TermTable
{
    private readonly Entry[]?[] byFirst = new Entry[char.MaxValue + 1][];

    public TermTable(IEnumerable<(string Term, TermKind Kind, int Payload)> terms)
    {
        foreach (IGrouping<char, (string Term, TermKind Kind, int Payload)> group in terms.Where(t => t.Term.Length > 0).GroupBy(t => t.Term[0]))
        {
            byFirst[group.Key] = [.. group.OrderByDescending(t => t.Term.Length).Select(t => new Entry(t.Term, t.Kind, t.Payload))];
        }
    }

    /// <summary>All hits, ordered by where they start, longer ones first; they may overlap.</summary>
    public List<TermHit> Find(string text)
    {
        List<TermHit> hits = [];
        for (int i = 0; i < text.Length; i++)
        {
            if (byFirst[text[i]] is not { } entries)
            {
                continue;
            }

            foreach (Entry entry in entries)
            {
                if (text.AsSpan(i).StartsWith(entry.Term, StringComparison.Ordinal) && WholeWord(text, i, entry.Term))
                {
                    hits.Add(new TermHit(i, entry.Term.Length, entry.Kind, entry.Payload));
                }
            }
        }

        return hits;
    }

    /// <summary>A term in Latin letters must not be cut out of a longer word.</summary>
    private static bool WholeWord(string text, int start, string term) =>
        !char.IsAsciiLetterOrDigit(term[0])
        || ((start == 0 || !char.IsAsciiLetterOrDigit(text[start - 1]))
            && (start + term.Length == text.Length || !char.IsAsciiLetterOrDigit(term[^1]) || !char.IsAsciiLetterOrDigit(text[start + term.Length])));

    private readonly record struct Entry(string Term, TermKind Kind, int Payload);
}
