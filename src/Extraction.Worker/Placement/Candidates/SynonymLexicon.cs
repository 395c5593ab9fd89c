using System.Collections.Frozen;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>
/// What trades are called: <c>industry-terms.csv</c>, columns <c>names</c> (how classifications name a trade, separated by bars) and <c>terms</c> (how
/// companies in it speak of their goods). It widens the names of any taxonomy; it knows nothing of any particular one.
/// </summary>
internal sealed class SynonymLexicon
{
    private readonly FrozenDictionary<string, Entry[]> _entries;
    private readonly int _longest;

    private SynonymLexicon(IReadOnlyList<string[]> rows)
    {
        Dictionary<string, List<Entry>> entries = [];
        foreach (string[] row in rows)
        {
            string[] names = Terms(row[0]);
            Entry entry = new(names, Terms(row[1]));
            foreach (string name in names)
            {
                if (!entries.TryGetValue(name, out List<Entry>? known))
                {
                    entries[name] = known = [];
                }

                known.Add(entry);
            }
        }

        _entries = entries.ToFrozenDictionary(e => e.Key, e => e.Value.ToArray());
        _longest = _entries.Keys.Max(k => k.Length);
    }

    /// <summary>The lexicon that ships with the program.</summary>
    public static SynonymLexicon Default { get; } = new(LexiconFile.Read("industry-terms.csv", "names", "terms"));

    /// <summary>Whether a folded name is known as a whole: its halves say less than it does (通信线缆及配套 is about 通信线缆 and not about every 线缆).</summary>
    public bool Knows(string name) => _entries.ContainsKey(name) || _entries.ContainsKey(Core(name));

    /// <summary>
    /// Terms that widen a folded name, each with its weight, 0 to 1: by the whole name, else, where <paramref name="byParts"/>, by the known names that it
    /// is made of (涂料油墨: 涂料 and 油墨).
    /// </summary>
    public IEnumerable<(string Term, double Weight)> Widen(string name, bool byParts)
    {
        string core = Core(name);
        if (_entries.TryGetValue(name, out Entry[]? whole) || _entries.TryGetValue(core, out whole))
        {
            return whole.SelectMany(e => e.Widened(1.0));
        }

        (string Part, Entry[] Entries)[] parts = byParts ? Parts(core) : [];
        int covered = parts.Sum(p => p.Part.Length);
        return covered == 0 || covered * 2 < core.Length
            ? []
            : parts.SelectMany(p => p.Entries.SelectMany(e => e.Widened((double)covered / core.Length))).Concat(parts.Select(p => (p.Part, 0.9)));
    }

    /// <summary>A name without the words that classifications put around the trade itself.</summary>
    private static string Core(string name)
    {
        string core = name.StartsWith("其他", StringComparison.Ordinal) ? name[2..] : name;
        foreach (string ending in new[] { "制造业", "制造", "行业", "生产", "产品", "业" })
        {
            if (core.Length > ending.Length + 1 && core.EndsWith(ending, StringComparison.Ordinal))
            {
                return core[..^ending.Length];
            }
        }

        return core;
    }

    private (string Part, Entry[] Entries)[] Parts(string text)
    {
        List<(string Part, Entry[] Entries)> parts = [];
        for (int i = 0; i < text.Length;)
        {
            int length = Math.Min(_longest, text.Length - i);
            while (length > 1 && !_entries.ContainsKey(text.Substring(i, length)))
            {
                length--;
            }

            if (length > 1)
            {
                string part = text.Substring(i, length);
                parts.Add((part, _entries[part]));
            }

            i += length;
        }

        return [.. parts];
    }

    private static string[] Terms(string field) => [.. field.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(TermText.Fold)];

    /// <summary>One trade.</summary>
    private sealed record Entry(string[] Names, string[] Words)
    {
        private const double NameWeight = 0.95;
        private const double WordWeight = 0.85;

        public IEnumerable<(string Term, double Weight)> Widened(double share) =>
            Names.Select(n => (n, NameWeight * share)).Concat(Words.Select(w => (w, WordWeight * share)));
    }
}
