using System.Collections.Frozen;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Business;

/// <summary>The activities in which a statement of business ends: 生产, 制造, 研发, 抄造, 安拆. Immutable.</summary>
internal sealed class TradeActs
{
    private readonly FrozenDictionary<char, string[]> _byFirst;

    public TradeActs(IEnumerable<string> words) =>
        _byFirst = words.Distinct(StringComparer.Ordinal).GroupBy(word => word[0]).ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(word => word.Length).ToArray());

    /// <summary>The length of the longest activity with which the text begins, and which is shorter than a limit; 0 where there is none.</summary>
    public int At(ReadOnlySpan<char> text, int limit = int.MaxValue)
    {
        if (!text.IsEmpty && _byFirst.TryGetValue(text[0], out string[]? words))
        {
            foreach (string word in words)
            {
                if (word.Length < limit && text.StartsWith(word, StringComparison.Ordinal))
                {
                    return word.Length;
                }
            }
        }

        return 0;
    }

    /// <summary>Whether an activity stands in the text.</summary>
    public bool IsIn(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (At(text[i..]) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the text is nothing but activities, one behind the other.</summary>
    public bool IsAll(ReadOnlySpan<char> text)
    {
        Span<bool> reached = text.Length < 256 ? stackalloc bool[text.Length + 1] : new bool[text.Length + 1];
        reached.Clear();
        reached[0] = true;
        for (int i = 0; i < text.Length; i++)
        {
            for (int length = reached[i] ? At(text[i..]) : 0; length > 0; length = At(text[i..], length))
            {
                reached[i + length] = true;
            }
        }

        return text.Length > 0 && reached[^1];
    }
}
