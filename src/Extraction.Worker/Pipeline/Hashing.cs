using System.Security.Cryptography;
using System.Text;

namespace Extraction.Worker.Pipeline;

/// <summary>Hashes of lists of words, so that ids are the same on every machine.</summary>
internal static class Hashing
{
    /// <summary>SHA-256 over the parts in UTF-8, each preceded by its length so that parts cannot run into each other; lower-case hexadecimal.</summary>
    public static string Of(IEnumerable<string> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The id of the event of a company: the first 32 hexadecimal digits of the hash of document, recipe and company.</summary>
    public static string EventId(string documentSha256, string recipe, string companyKey) => Of([documentSha256, recipe, companyKey])[..32];
}
