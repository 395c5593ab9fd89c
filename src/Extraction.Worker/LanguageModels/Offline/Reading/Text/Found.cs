using System.Text.RegularExpressions;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>A match of <see cref="Alternatives"/>, whose groups are told as stretches of the document.</summary>
internal readonly record struct Found(Match Match, int Offset)
{
    /// <summary>What a group took; null where it took no part.</summary>
    public TextSpan? this[string name] => Match.Groups[name] is { Success: true } group ? new TextSpan(Offset + group.Index, Offset + group.Index + group.Length) : null;
}
