using System.Text;
using System.Text.Unicode;
using UtfUnknown;

namespace Extraction.Worker.Documents.Encodings;

/// <summary>
/// Reads bytes as text: by byte order mark, as strict UTF-8, and otherwise by trying the likely encodings and keeping the one
/// whose characters look most like a text. What a page declares is one voice among these, as declarations are often wrong.
/// </summary>
internal static class TextDecoder
{
    private const int SampleBytes = 64 << 10;

    private static readonly (byte[] Mark, string Charset)[] Marks =
    [
        ([0xEF, 0xBB, 0xBF], "utf-8"),
        ([0xFF, 0xFE, 0x00, 0x00], "utf-32"),
        ([0x00, 0x00, 0xFE, 0xFF], "utf-32BE"),
        ([0xFF, 0xFE], "utf-16"),
        ([0xFE, 0xFF], "utf-16BE"),
        ([0x84, 0x31, 0x95, 0x33], "gb18030"),
    ];

    /// <summary>Decodes; null where the bytes are no text in any encoding.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="declared">Charset names that the document or its carrier declares.</param>
    public static DecodedText? Decode(ReadOnlySpan<byte> bytes, params IReadOnlyList<string> declared)
    {
        foreach ((byte[] mark, string charset) in Marks)
        {
            if (bytes.StartsWith(mark))
            {
                return With(bytes[mark.Length..], charset, 1);
            }
        }

        bool zeros = bytes[..Math.Min(bytes.Length, SampleBytes)].Contains((byte)0);
        if (!zeros && Utf8.IsValid(bytes))
        {
            return BinaryShare(bytes) > 0.05 ? null : With(bytes, "utf-8", 1);
        }

        ReadOnlySpan<byte> sample = bytes[..Math.Min(bytes.Length, SampleBytes)];
        (string Charset, double Score) best = (string.Empty, double.NegativeInfinity);
        foreach ((string charset, double bonus) in Candidates(sample, zeros, declared))
        {
            double score = PlausibilityScore.Of(Charsets.Find(charset)!.GetString(sample), truncated: bytes.Length > sample.Length) + bonus;
            if (score > best.Score)
            {
                best = (charset, score);
            }
        }

        // Any bytes decode as UTF-16, so without a mark its characters must speak for it.
        bool wide = best.Charset.StartsWith("utf-16", StringComparison.Ordinal);
        return best.Score < (wide ? 0.2 : -1) || (!wide && BinaryShare(sample) > 0.05)
            ? null
            : With(bytes, best.Charset, best.Score);
    }

    private static Dictionary<string, double> Candidates(ReadOnlySpan<byte> sample, bool zeros, IReadOnlyList<string> declared)
    {
        // A bonus settles close cases only: GB 18030 is what Chinese sites without a declaration use.
        Dictionary<string, double> candidates = zeros
            ? []
            : new() { ["utf-8"] = 0.05, ["gb18030"] = 0.05, ["big5"] = 0, ["windows-1252"] = 0 };
        if (sample.Length % 2 == 0 || sample.Length > 1000)
        {
            candidates["utf-16"] = -0.1;
            candidates["utf-16BE"] = -0.1;
        }

        if (zeros)
        {
            return candidates;
        }

        foreach (string name in declared)
        {
            if (Charsets.Find(name) is Encoding encoding && !encoding.WebName.StartsWith("utf-", StringComparison.Ordinal))
            {
                candidates[encoding.WebName] = candidates.GetValueOrDefault(encoding.WebName) + 0.15;
            }
        }

        if (CharsetDetector.DetectFromBytes(sample.ToArray()).Detected is { Confidence: > 0.3f } detected
            && Charsets.Find(detected.EncodingName) is Encoding guess && !guess.WebName.StartsWith("utf-", StringComparison.Ordinal))
        {
            candidates[guess.WebName] = candidates.GetValueOrDefault(guess.WebName) + (0.15 * detected.Confidence);
        }

        return candidates;
    }

    private static DecodedText With(ReadOnlySpan<byte> bytes, string charset, double plausibility) =>
        new(Charsets.Find(charset)!.GetString(bytes), charset, plausibility);

    /// <summary>Share of control characters that no text holds.</summary>
    private static double BinaryShare(ReadOnlySpan<byte> bytes)
    {
        int controls = 0;
        foreach (byte one in bytes)
        {
            if (one is < 0x09 or (> 0x0D and < 0x20 and not 0x1B) or 0x7F)
            {
                controls++;
            }
        }

        return bytes.IsEmpty ? 0 : (double)controls / bytes.Length;
    }
}
