using System.Text;
using System.Text.RegularExpressions;

namespace Extraction.Worker.Documents.Containers;

/// <summary>A mail or one part of it: header fields and body (RFC 2045 to 2047, 2231).</summary>
internal sealed partial class MimePart
{
    private readonly Dictionary<string, string> _headers;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly int _depth;

    private MimePart(Dictionary<string, string> headers, ReadOnlyMemory<byte> body, int depth)
    {
        _headers = headers;
        _body = body;
        _depth = depth;
        ContentType = headers.GetValueOrDefault("content-type", "text/plain");
        MediaType = ContentType.Split(';')[0].Trim().ToLowerInvariant();
    }

    /// <summary>The whole field, parameters included.</summary>
    public string ContentType { get; }

    /// <summary>Type and subtype in lower case.</summary>
    public string MediaType { get; }

    public bool IsMultipart => MediaType.StartsWith("multipart/", StringComparison.Ordinal) && Parameter(ContentType, "boundary") is not null;

    public bool IsBlank => Encoding.Latin1.GetString(_body.Span[..Math.Min(_body.Length, 4096)]).AsSpan().IsWhiteSpace();

    public string? Charset => Parameter(ContentType, "charset");

    /// <summary>The name of an attachment, or null where the part is the mail's own text.</summary>
    public string? FileName
    {
        get
        {
            string disposition = _headers.GetValueOrDefault("content-disposition", string.Empty);
            string? name = Parameter(disposition, "filename") ?? Parameter(ContentType, "name");
            return name is not null ? EncodedWords.Decode(name) : disposition.StartsWith("attachment", StringComparison.OrdinalIgnoreCase) ? "attachment" : null;
        }
    }

    public static MimePart Parse(ReadOnlyMemory<byte> bytes, int depth)
    {
        (Dictionary<string, string> headers, int bodyStart) = MimeHeader.Parse(bytes.Span);
        return new MimePart(headers, bytes[bodyStart..], depth);
    }

    public string? Header(string name) => _headers.TryGetValue(name.ToLowerInvariant(), out string? value) ? EncodedWords.Decode(value) : null;

    /// <summary>The body without its transfer encoding.</summary>
    public ReadOnlyMemory<byte> Decode() => _headers.GetValueOrDefault("content-transfer-encoding", string.Empty).Trim().ToLowerInvariant() switch
    {
        "base64" => TransferEncoding.Base64(_body.Span),
        "quoted-printable" => TransferEncoding.QuotedPrintable(_body.Span, underscoreIsSpace: false),
        _ => _body,
    };

    /// <summary>The parts of a multipart body; those nested deeper than allowed count as text of none.</summary>
    public IReadOnlyList<MimePart> Children(int maxDepth)
    {
        if (_depth >= Math.Min(maxDepth, 50) || Parameter(ContentType, "boundary") is not string boundary)
        {
            return [];
        }

        List<MimePart> children = [];
        byte[] mark = Encoding.Latin1.GetBytes("--" + boundary);
        int start = -1;
        int at = 0;
        while (at <= _body.Length)
        {
            int found = _body.Span[at..].IndexOf(mark);
            if (found < 0)
            {
                break;
            }

            int line = at + found;
            at = line + mark.Length;
            if (line > 0 && _body.Span[line - 1] != (byte)'\n')
            {
                continue;
            }

            if (start >= 0)
            {
                children.Add(Parse(_body[start..Math.Max(start, line)], _depth + 1));
            }

            bool last = _body.Span[at..].StartsWith("--"u8);
            int end = _body.Span[at..].IndexOf((byte)'\n');
            start = last || end < 0 ? -1 : at + end + 1;
            if (last)
            {
                return children;
            }
        }

        if (start >= 0)
        {
            children.Add(Parse(_body[start..], _depth + 1));
        }

        return children;
    }

    private static string? Parameter(string field, string name)
    {
        foreach (Match match in ParameterPattern().Matches(field))
        {
            string key = match.Groups[1].Value;
            string value = match.Groups[2].Success ? match.Groups[2].Value : match.Groups[3].Value.Trim();
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }

            if (key.StartsWith(name + "*", StringComparison.OrdinalIgnoreCase))
            {
                return Uri.UnescapeDataString(value.Contains("''", StringComparison.Ordinal) ? value[(value.IndexOf("''", StringComparison.Ordinal) + 2)..] : value);
            }
        }

        return null;
    }

    [GeneratedRegex(@";\s*([\w*-]+)\s*=\s*(?:""([^""]*)""|([^;\s]*))", RegexOptions.None, 1000)]
    private static partial Regex ParameterPattern();
}
