using System.Text.RegularExpressions;

namespace Extraction.Worker.Documents.Sections;

/// <summary>Finds the sections of a long text by its headings: 第六节, 一、, （一）, and their English kin.</summary>
internal static partial class SectionFinder
{
    private const int LongestTitle = 60;

    /// <summary>The sections in order, without gaps or overlaps.</summary>
    public static IReadOnlyList<TextSection> Find(string text)
    {
        List<TextSection> sections = [];
        List<(int Level, string Title)> open = [];
        int start = 0;
        int at = 0;
        while (at < text.Length)
        {
            int feed = text.IndexOf('\n', at);
            int end = feed < 0 ? text.Length : feed;
            if (LevelOf(text.AsSpan(at, end - at).Trim()) is int level)
            {
                if (at > start)
                {
                    sections.Add(new TextSection(start, at, [.. open.Select(heading => heading.Title)]));
                }

                open.RemoveAll(heading => heading.Level >= level);
                open.Add((level, text[at..end].Trim()));
                start = at;
            }

            at = feed < 0 ? text.Length : feed + 1;
        }

        if (start < text.Length)
        {
            sections.Add(new TextSection(start, text.Length, [.. open.Select(heading => heading.Title)]));
        }

        return sections;
    }

    /// <summary>The depth of a heading from 1, or null where a line is none. A line of a table of contents, which ends in a page number, is none.</summary>
    private static int? LevelOf(ReadOnlySpan<char> line)
    {
        bool canBe = line.Length is >= 2 and <= LongestTitle && (line[0] is '第' or '（' or '(' || char.IsAsciiLetterUpper(line[0]) || "一二三四五六七八九十".Contains(line[0], StringComparison.Ordinal));
        if (!canBe || "。；;".Contains(line[^1], StringComparison.Ordinal) || line.IndexOf("....") >= 0 || line.IndexOf("……") >= 0)
        {
            return null;
        }

        return Chapter().IsMatch(line) ? 1 : Numbered().IsMatch(line) ? 2 : Bracketed().IsMatch(line) ? 3 : null;
    }

    [GeneratedRegex(@"^(?:第[一二三四五六七八九十百零\d]{1,4}[章节篇]|第[一二三四五六七八九十]{1,3}部分|(?:Chapter|Part|Item|Section) \d{1,2}[A-Z]?\b)(?!.*\d$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^[一二三四五六七八九十]{1,3}、(?!.*\t)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^[（(][一二三四五六七八九十]{1,3}[）)](?!.*\t)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bracketed();
}
