using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Extraction.Worker.Documents.Fingerprints;

/// <summary>
/// By what a text is known again in another wrapping: the same report as PDF and as a page, one page fetched twice. Two texts are the same when
/// they state the same figures and company names, all of them, and nearly all of their wording is the same. A text in which one figure or one
/// name differs is another text, however long the rest of it is.
/// </summary>
/// <param name="Facts">SHA-256 of the figures and names, sorted; 32 hexadecimal digits. Texts that state too few are known by all of their letters.</param>
/// <param name="Sketch">A sample of the wording (one-permutation MinHash of runs of eight letters), in base 64.</param>
internal sealed record TextFingerprint(string Facts, string Sketch)
{
    /// <summary>The part of the wording that must be the same.</summary>
    private const double SameWording = 0.85;

    private const int Bins = 64;
    private const int FewestFacts = 3;

    /// <summary>Takes the fingerprint of a text.</summary>
    public static TextFingerprint Of(string text)
    {
        string letters = FoldedLetters.Of(text);
        SortedSet<string> facts = StatedFacts.In(text);
        return new TextFingerprint(Hash(facts.Count < FewestFacts ? [letters] : facts), Sketched(letters));
    }

    /// <summary>Whether a text with the same <see cref="Facts"/> and this sketch is the same text.</summary>
    public bool Resembles(string otherSketch)
    {
        byte[] one = Convert.FromBase64String(Sketch);
        byte[] other = Convert.FromBase64String(otherSketch);
        int filled = 0;
        int same = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            uint left = BinaryPrimitives.ReadUInt32LittleEndian(one.AsSpan(bin * 4));
            uint right = BinaryPrimitives.ReadUInt32LittleEndian(other.AsSpan(bin * 4));
            filled += left == uint.MaxValue && right == uint.MaxValue ? 0 : 1;
            same += left == right && left != uint.MaxValue ? 1 : 0;
        }

        return same >= SameWording * filled;
    }

    private static string Hash(IEnumerable<string> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    private static string Sketched(string letters)
    {
        const int Run = 8;
        uint[] lowest = new uint[Bins];
        Array.Fill(lowest, uint.MaxValue);
        for (int at = 0; at <= Math.Max(0, letters.Length - Run); at++)
        {
            ulong hash = 0xCBF29CE484222325;
            foreach (char letter in letters.AsSpan(at, Math.Min(Run, letters.Length - at)))
            {
                hash = (hash ^ letter) * 0x100000001B3;
            }

            hash ^= hash >> 29;
            hash *= 0xBF58476D1CE4E5B9;
            hash ^= hash >> 32;
            int bin = (int)(hash >> 58);
            lowest[bin] = Math.Min(lowest[bin], (uint)hash);
        }

        byte[] sketch = new byte[Bins * 4];
        for (int bin = 0; bin < Bins; bin++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(sketch.AsSpan(bin * 4), lowest[bin]);
        }

        return Convert.ToBase64String(sketch);
    }
}
