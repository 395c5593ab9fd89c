using System.Collections.Frozen;
using Extraction.Contracts;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>
/// The words that stand around the nouns of a business statement: what a company does with its goods (生产, 销售), openings (主要从事) and endings (业务).
/// From <c>action-words.csv</c>: <c>word,place,role</c>; place <c>before</c>, <c>after</c> (may be cut off) or <c>after-de</c> (only behind 的); role
/// <c>makes</c>, <c>sells</c>, <c>uses</c> or empty.
/// </summary>
internal sealed class ActionWords
{
    private readonly string[] _before;
    private readonly string[] _after;
    private readonly string[] _afterDe;
    private readonly FrozenSet<string> _all;
    private readonly (string Word, ChainRole Role)[] _roles;

    private ActionWords(IReadOnlyList<string[]> rows)
    {
        string[] At(string place) => [.. rows.Where(r => r[1] == place).Select(r => r[0]).OrderByDescending(w => w.Length)];
        _before = At("before");
        _after = At("after");
        _afterDe = [.. At("after-de").Concat(_after).OrderByDescending(w => w.Length)];
        _all = rows.Select(r => r[0]).ToFrozenSet();
        _roles = [.. rows.Where(r => r[2].Length > 0).Select(r => (r[0], Enum.Parse<ChainRole>(r[2], ignoreCase: true)))];
    }

    /// <summary>The list that ships with the program.</summary>
    public static ActionWords Default { get; } = new(LexiconFile.Read("action-words.csv", "word", "place", "role"));

    /// <summary>What the words of a statement say that the company does; making outweighs selling.</summary>
    public ChainRole? RoleOf(string text)
    {
        ChainRole? role = null;
        foreach ((string word, ChainRole meant) in _roles)
        {
            if ((role is null || meant < role) && text.Contains(word, StringComparison.Ordinal))
            {
                role = meant;
            }
        }

        return role;
    }

    /// <summary>The noun phrase inside a clause, of two characters at least where the clause has them; empty where there are only words of this list.</summary>
    public string Strip(string clause)
    {
        string text = clause.Trim();
        for (bool changed = true; changed && text.Length > 0;)
        {
            int before = text.Length;
            if (_all.Contains(text))
            {
                return string.Empty;
            }

            text = CutStart(text);
            text = CutEnd(text);
            changed = text.Length < before;
        }

        return text;
    }

    private string CutStart(string text)
    {
        string? word = Array.Find(_before, w => text.Length > w.Length + 1 && text.StartsWith(w, StringComparison.Ordinal));
        return word is null ? text : text[word.Length..].TrimStart('的');
    }

    private string CutEnd(string text)
    {
        string? word = Array.Find(_afterDe, w => text.Length > w.Length + 1 && text.EndsWith(w, StringComparison.Ordinal) && text[^(w.Length + 1)] == '的');
        if (word is not null)
        {
            return text[..^(word.Length + 1)];
        }

        word = Array.Find(_after, w => text.Length > w.Length + 1 && text.EndsWith(w, StringComparison.Ordinal));
        return (word is null ? text : text[..^word.Length]).TrimEnd('的');
    }
}
