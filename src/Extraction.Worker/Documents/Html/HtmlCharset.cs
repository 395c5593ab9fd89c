using System.Text;
using System.Text.RegularExpressions;

namespace Extraction.Worker.Documents.Html;

/// <summary>The charsets that a page and its carrier declare.</summary>
internal static partial class HtmlCharset
{
    /// <param name="bytes">The page, or any other text.</param>
    /// <param name="contentType">A media type with a charset, as in HTTP, or null.</param>
    public static IReadOnlyList<string> Declared(ReadOnlySpan<byte> bytes, string? contentType)
    {
        List<string> names = [];
        if (contentType is not null && Declaration().Match(contentType) is { Success: true } header)
        {
            names.Add(header.Groups[1].Value);
        }

        string start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 8 << 10)]);
        if (start.Contains('<', StringComparison.Ordinal) && Declaration().Match(start) is { Success: true } meta)
        {
            names.Add(meta.Groups[1].Value);
        }

        return names;
    }

    [GeneratedRegex(@"(?:charset|encoding)\s*=\s*[""']?\s*([A-Za-z0-9_.:-]{2,40})", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Declaration();
}
