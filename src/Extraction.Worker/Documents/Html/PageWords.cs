using System.Collections.Frozen;

namespace Extraction.Worker.Documents.Html;

/// <summary>The data files by which menus and other parts around a page's content are known.</summary>
internal static class PageWords
{
    /// <summary>Labels that stand in menus.</summary>
    public static FrozenSet<string> MenuLabels { get; } = Lines("menu-words.csv").ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words of class and id attributes, and what they mark.</summary>
    public static FrozenDictionary<string, string> Tokens { get; } = Lines("removed-tokens.csv")
        .Select(line => line.Split(','))
        .ToFrozenDictionary(cells => cells[0], cells => cells[1], StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Lines(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Documents", "Html", file)).Skip(1).Where(line => line.Length > 0);
}
