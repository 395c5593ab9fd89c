using System.Text;
using System.Text.RegularExpressions;
using Extraction.Worker.Documents.Encodings;

namespace Extraction.Worker.Documents.Containers;

/// <summary>Header text in other charsets than ASCII: <c>=?charset?B?...?=</c> (RFC 2047).</summary>
internal static partial class EncodedWords
{
    public static string Decode(string field) => Word().Replace(Between().Replace(field, "$1"), word =>
    {
        byte[] encoded = Encoding.Latin1.GetBytes(word.Groups[3].Value);
        byte[] bytes = word.Groups[2].Value is "B" or "b" ? TransferEncoding.Base64(encoded) : TransferEncoding.QuotedPrintable(encoded, underscoreIsSpace: true);
        return (Charsets.Find(word.Groups[1].Value) ?? Encoding.UTF8).GetString(bytes);
    });

    [GeneratedRegex(@"=\?([\w.:-]+)(?:\*\w+)?\?([BbQq])\?([^?]*)\?=", RegexOptions.None, 1000)]
    private static partial Regex Word();

    /// <summary>White space between two encoded words is not part of the text.</summary>
    [GeneratedRegex(@"(\?=)\s+(?==\?)", RegexOptions.None, 1000)]
    private static partial Regex Between();
}
