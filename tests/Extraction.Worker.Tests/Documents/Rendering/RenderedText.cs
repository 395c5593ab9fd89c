using System.Net;
using System.Text;
using DocumentFormat.OpenXml;

namespace Extraction.Worker.Tests.Documents.Rendering;

/// <summary>Writes one text in the formats that it could have arrived in. Lines with tabs are rows of a table.</summary>
internal static class RenderedText
{
    public static byte[] Html(string text, string charset)
    {
        string page = $"<!DOCTYPE html><html><head><meta charset=\"{charset}\"></head><body><main>{Body(text)}</main></body></html>";
        Encoding encoding = Encoding.GetEncoding(charset, new CharacterReference(), DecoderFallback.ExceptionFallback);
        return encoding.GetBytes(page);
    }

    public static byte[] Docx(string text) => Some.Docx([.. Groups(text).Select(group => group.IsTable
        ? (OpenXmlElement)Some.Table([.. group.Lines.Select(line => line.Split('\t'))])
        : Some.Paragraph(group.Lines[0]))]);

    public static byte[] Xlsx(string text) => SomeOffice.Xlsx([], [.. text.Split('\n').Where(line => line.Length > 0).Select(line => line.Split('\t'))]);

    /// <summary>The elements of a page's body.</summary>
    public static string Body(string text)
    {
        StringBuilder body = new();
        foreach ((bool isTable, List<string> lines) in Groups(text))
        {
            body.Append(isTable
                ? $"<table>{string.Concat(lines.Select(line => $"<tr>{string.Concat(line.Split('\t').Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>"))}</tr>"))}</table>"
                : $"<p>{WebUtility.HtmlEncode(lines[0])}</p>");
        }

        return body.ToString();
    }

    private static IEnumerable<(bool IsTable, List<string> Lines)> Groups(string text)
    {
        List<string> rows = [];
        foreach (string line in text.Split('\n').Where(line => line.Length > 0))
        {
            if (line.Contains('\t', StringComparison.Ordinal))
            {
                rows.Add(line);
                continue;
            }

            if (rows.Count > 0)
            {
                yield return (true, rows);
                rows = [];
            }

            yield return (false, [line]);
        }

        if (rows.Count > 0)
        {
            yield return (true, rows);
        }
    }

    /// <summary>What a charset lacks is written as a reference, as pages do.</summary>
    private sealed class CharacterReference : EncoderFallback
    {
        public override int MaxCharCount => 10;

        public override EncoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

        private sealed class Buffer : EncoderFallbackBuffer
        {
            private string _reference = string.Empty;
            private int _at;

            public override int Remaining => _reference.Length - _at;

            public override bool Fallback(char unknown, int index) => Begin(unknown);

            public override bool Fallback(char high, char low, int index) => Begin(char.ConvertToUtf32(high, low));

            public override char GetNextChar() => _at < _reference.Length ? _reference[_at++] : '\0';

            public override bool MovePrevious() => _at > 0 && _at-- > 0;

            private bool Begin(int code)
            {
                (_reference, _at) = ($"&#{code};", 0);
                return true;
            }
        }
    }
}
