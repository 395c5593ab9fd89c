using System.Collections.Frozen;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>The property names that a schema knows. A reply repeats them in every item, so each is one string however often it stands there.</summary>
internal sealed class KnownNames(IEnumerable<string> names)
{
    private readonly FrozenSet<string> _names = names.ToFrozenSet(StringComparer.Ordinal);

    public int Count => _names.Count;

    public bool Contains(ReadOnlySpan<char> name) => _names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    /// <summary>A name as a string, the known one where it is known.</summary>
    public string Of(ReadOnlySpan<char> name) =>
        _names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out string? known) ? known : name.ToString();
}
