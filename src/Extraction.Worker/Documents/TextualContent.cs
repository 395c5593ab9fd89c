using System.Text.RegularExpressions;

namespace Extraction.Worker.Documents;

/// <summary>What decoded text is: a page, some other markup, or plain text.</summary>
internal static partial class TextualContent
{
    private const int Looked = 32 << 10;

    public static bool IsHtml(string text)
    {
        string start = text[..Math.Min(text.Length, Looked)];
        if (DocumentStart().IsMatch(start))
        {
            return true;
        }

        // A fragment: it begins with a tag, or closing tags are too many for prose that mentions one.
        return ClosingTag().Count(start) is int closing && (closing >= 5 || (FragmentStart().IsMatch(start) && (closing >= 1 || OpeningTag().Count(start) >= 5)));
    }

    /// <summary>XML that is not XHTML.</summary>
    public static bool IsXml(string text) => XmlStart().IsMatch(text.AsSpan(0, Math.Min(text.Length, 1024)));

    [GeneratedRegex(@"^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]{0,4096}?-->\s*)*(<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])|</html\s*>|<body[\s>]", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex DocumentStart();

    [GeneratedRegex(@"^\s*<(div|p|span|table|tr|td|ul|ol|li|h[1-6]|section|article|main|header|footer|nav|meta|title|script|style|a|b|strong|font|center|br|img|dl|pre|form|blockquote)(\s[^<>]*)?/?>", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex FragmentStart();

    [GeneratedRegex(@"</(div|p|span|table|tr|td|th|ul|ol|li|h[1-6]|section|article|main|header|title|a|strong|dl|dd|dt|pre|form|blockquote)\s*>", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex ClosingTag();

    [GeneratedRegex(@"<(div|p|span|table|tr|td|ul|ol|li|h[1-6]|section|article)(\s[^<>]*)?>", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex OpeningTag();

    [GeneratedRegex(@"^\s*<\?xml\s|^\s*<!DOCTYPE\s+(?!html)|^\s*<[A-Za-z_][\w.-]*:?[\w.-]*\s+xmlns", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex XmlStart();
}
