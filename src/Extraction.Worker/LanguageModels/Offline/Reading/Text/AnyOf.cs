using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>
/// Whether a text holds any word of a list of <c>words.csv</c>, is one, or begins or ends with one, as the list says; or matches a pattern beside it.
/// </summary>
internal sealed class AnyOf
{
    private readonly SearchValues<string> _inside;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _whole;
    private readonly string[] _heads;
    private readonly string[] _tails;
    private readonly Regex[] _patterns;

    /// <param name="list">The list's name in <c>words.csv</c>.</param>
    /// <param name="patterns">What the words do not say. They are interpreted: they are small, and tried on short texts.</param>
    public AnyOf(string list, params string[] patterns)
    {
        ILookup<string, string> words = LexiconFile.Rows("words.csv", "list", "where", "words").Where(row => row[0] == list)
            .SelectMany(row => row[2].Split(' ').Select(word => (Where: row[1], Word: word.Replace('_', ' '))))
            .ToLookup(word => word.Where, word => word.Word, StringComparer.Ordinal);
        _inside = SearchValues.Create([.. words["in"]], StringComparison.Ordinal);
        _whole = words["is"].ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _heads = [.. words["start"]];
        _tails = [.. words["end"]];
        _patterns = [.. patterns.Select(pattern => new Regex(pattern, RegexOptions.CultureInvariant))];
    }

    public bool IsIn(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(_inside) || _whole.Contains(text))
        {
            return true;
        }

        foreach (string head in _heads)
        {
            if (text.StartsWith(head, StringComparison.Ordinal))
            {
                return true;
            }
        }

        foreach (string tail in _tails)
        {
            if (text.EndsWith(tail, StringComparison.Ordinal))
            {
                return true;
            }
        }

        foreach (Regex pattern in _patterns)
        {
            if (pattern.IsMatch(text))
            {
                return true;
            }
        }

        return false;
    }
}
