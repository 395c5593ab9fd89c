using System.Text;
using System.Text.Unicode;

namespace Extraction.Worker.Documents.Encodings;

/// <summary>Recognises text that was decoded wrongly somewhere before it came here: it is well-formed, and says nothing.</summary>
internal static class Mojibake
{
    private const int SampleCharacters = 20_000;

    /// <summary>What the trouble looks like, or null where the text is sound.</summary>
    public static string? Find(string text)
    {
        ReadOnlySpan<char> sample = text.AsSpan(0, Math.Min(text.Length, SampleCharacters));
        int visible = 0;
        int replaced = 0;
        int strange = 0;
        foreach (char character in sample)
        {
            visible += char.IsWhiteSpace(character) ? 0 : 1;
            replaced += character is '\uFFFD' ? 1 : 0;
            strange += character is (>= '\uE000' and <= '\uF8FF') or (< ' ' and not '\t' and not '\n' and not '\r' and not '\f') or (>= '\x7F' and < '\xA0') ? 1 : 0;
        }

        if (replaced > Math.Max(2, visible / 20))
        {
            return $"{replaced} of {visible} characters are replacement characters";
        }

        if (strange > Math.Max(2, visible / 10))
        {
            return $"{strange} of {visible} characters are private-use or control characters";
        }

        return text.Contains("锟斤拷", StringComparison.Ordinal) || text.Contains("烫烫烫", StringComparison.Ordinal)
            ? "it holds the traces of a failed conversion between UTF-8 and GBK"
            : IsUtf8ReadAs(sample, "windows-1252") || IsUtf8ReadAs(sample, "iso-8859-1") ? "UTF-8 was read as Latin 1 and saved again"
            : IsUtf8ReadAs(sample, "gb18030") ? "UTF-8 was read as GBK and saved again"
            : null;
    }

    /// <summary>Whether the characters, written back in the encoding that they were wrongly read in, are UTF-8 in plenty.</summary>
    private static bool IsUtf8ReadAs(ReadOnlySpan<char> sample, string charset)
    {
        int outside = 0;
        foreach (char character in sample)
        {
            outside += character >= 0x80 ? 1 : 0;
        }

        if (outside < 6)
        {
            return false;
        }

        Encoding encoding = charset == "iso-8859-1" ? Encoding.Latin1 : Charsets.Find(charset)!;
        byte[] bytes = encoding.GetBytes(sample.ToArray());
        int multi = 0;
        int broken = 0;
        for (int at = 0; at < bytes.Length;)
        {
            if (bytes[at] < 0x80)
            {
                at++;
                continue;
            }

            int length = bytes[at] switch { >= 0xC2 and < 0xE0 => 2, >= 0xE0 and < 0xF0 => 3, >= 0xF0 and < 0xF5 => 4, _ => 1 };
            bool whole = length > 1 && at + length <= bytes.Length && Utf8.IsValid(bytes.AsSpan(at, length));
            multi += whole ? 1 : 0;
            broken += whole ? 0 : 1;
            at += whole ? length : 1;
        }

        // A true Chinese text written in GBK is hardly ever UTF-8 by chance; a garbled one loses some bytes on its way.
        return multi >= 3 && multi > broken * 3;
    }
}
