using System.Collections.Frozen;

namespace Extraction.Worker.Documents.Office;

/// <summary>Control words of RTF 1.9 that stand for characters, groups that hold no text, and the code pages of font charsets.</summary>
internal static class RtfWords
{
    public static FrozenDictionary<string, string> Characters { get; } = new Dictionary<string, string>
    {
        ["lquote"] = "‘",
        ["rquote"] = "’",
        ["ldblquote"] = "“",
        ["rdblquote"] = "”",
        ["bullet"] = "•",
        ["endash"] = "–",
        ["emdash"] = "—",
        ["emspace"] = " ",
        ["enspace"] = " ",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenSet<string> SkippedDestinations { get; } = new[]
    {
        "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
        "fldinst", "annotation", "atnid", "atnauthor", "xe", "tc", "themedata", "datastore", "listtable", "listoverridetable", "revtbl", "rsidtbl",
        "generator", "filetbl", "background", "deleted", "bkmkstart", "bkmkend", "txe", "rxe", "nonshppict",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static FrozenDictionary<int, int> CodePages { get; } = new Dictionary<int, int>
    {
        [0] = 1252,
        [77] = 10000,
        [128] = 932,
        [129] = 949,
        [130] = 1361,
        [134] = 936,
        [136] = 950,
        [161] = 1253,
        [162] = 1254,
        [163] = 1258,
        [177] = 1255,
        [178] = 1256,
        [186] = 1257,
        [204] = 1251,
        [222] = 874,
        [238] = 1250,
    }.ToFrozenDictionary();
}
