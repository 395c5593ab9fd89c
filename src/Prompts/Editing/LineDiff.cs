using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Extraction.Prompts.Editing;

/// <summary>What two texts have line by line.</summary>
public static class LineDiff
{
    /// <summary>The lines of both texts in order: <c>' '</c> stays, <c>'-'</c> is in the old text only, <c>'+'</c> in the new one only.</summary>
    public static IReadOnlyList<(char Sign, string Line)> Of(string oldText, string newText) =>
    [
        .. InlineDiffBuilder.Diff(oldText, newText, ignoreWhiteSpace: false).Lines.Select(line => (
            line.Type switch { ChangeType.Inserted => '+', ChangeType.Deleted => '-', _ => ' ' },
            line.Text)),
    ];
}
