namespace Extraction.Worker.Documents;

/// <summary>Where text runs on without spaces.</summary>
internal static class CjkText
{
    /// <summary>Chinese and Japanese characters, their punctuation and full-width forms.</summary>
    public static bool IsCjk(char character) => character is
        (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE30' and <= '\uFE4F') or (>= '\uFF00' and <= '\uFFEF')
        or (>= '\uD840' and <= '\uD88F') or '\u201C' or '\u201D' or '\u2018' or '\u2019' or '\u2026' or '\u2014' or '\u00B7';
}
