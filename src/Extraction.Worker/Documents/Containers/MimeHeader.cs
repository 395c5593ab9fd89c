using System.Text;
using Extraction.Worker.Documents.Encodings;

namespace Extraction.Worker.Documents.Containers;

/// <summary>Header fields of a mail or a part, unfolded.</summary>
internal static class MimeHeader
{
    /// <summary>Names in lower case with the first value of each, and where the body begins.</summary>
    public static (Dictionary<string, string> Fields, int BodyStart) Parse(ReadOnlySpan<byte> bytes)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        StringBuilder value = new();
        string name = string.Empty;
        int at = 0;
        while (at < bytes.Length)
        {
            int end = bytes[at..].IndexOf((byte)'\n');
            int next = end < 0 ? bytes.Length : at + end + 1;
            ReadOnlySpan<byte> line = bytes[at..next].TrimEnd("\r\n"u8);
            at = next;
            if (line.IsEmpty)
            {
                break;
            }

            // Fields are ASCII by the standard; mail programs of old wrote GBK into them.
            string text = TextDecoder.Decode(line)?.Text ?? Encoding.Latin1.GetString(line);
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            if (text[0] is ' ' or '\t')
            {
                value.Append(' ').Append(text.Trim());
            }
            else if (colon > 0)
            {
                Keep();
                name = text[..colon].Trim().ToLowerInvariant();
                value.Append(text.AsSpan(colon + 1).Trim());
            }
        }

        Keep();
        return (fields, at);

        void Keep()
        {
            if (name.Length > 0)
            {
                fields.TryAdd(name, value.ToString());
            }

            value.Clear();
        }
    }
}
