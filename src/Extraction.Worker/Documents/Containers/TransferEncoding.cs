using System.Globalization;
using System.Text;

namespace Extraction.Worker.Documents.Containers;

/// <summary>The transfer encodings of mail (RFC 2045). What does not fit the encoding is passed over, as mail programs do.</summary>
internal static class TransferEncoding
{
    public static byte[] Base64(ReadOnlySpan<byte> encoded)
    {
        StringBuilder kept = new(encoded.Length);
        foreach (byte one in encoded)
        {
            if (char.IsAsciiLetterOrDigit((char)one) || one is (byte)'+' or (byte)'/')
            {
                kept.Append((char)one);
            }
        }

        if (kept.Length % 4 == 1)
        {
            kept.Length--;
        }

        kept.Append('=', (4 - (kept.Length % 4)) % 4);
        return Convert.FromBase64String(kept.ToString());
    }

    public static byte[] QuotedPrintable(ReadOnlySpan<byte> encoded, bool underscoreIsSpace)
    {
        List<byte> decoded = new(encoded.Length);
        for (int at = 0; at < encoded.Length; at++)
        {
            byte one = encoded[at];
            if (one == '_' && underscoreIsSpace)
            {
                decoded.Add((byte)' ');
            }
            else if (one != '=')
            {
                decoded.Add(one);
            }
            else if (at + 2 < encoded.Length && byte.TryParse(Encoding.Latin1.GetString(encoded.Slice(at + 1, 2)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                decoded.Add(value);
                at += 2;
            }
            else
            {
                // A soft line break: the equals sign and the line end after it are dropped.
                while (at + 1 < encoded.Length && encoded[at + 1] is (byte)' ' or (byte)'\t' or (byte)'\r')
                {
                    at++;
                }

                at += at + 1 < encoded.Length && encoded[at + 1] == '\n' ? 1 : 0;
            }
        }

        return [.. decoded];
    }
}
