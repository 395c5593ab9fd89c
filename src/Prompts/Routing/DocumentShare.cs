using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Extraction.Prompts.Routing;

/// <summary>Puts documents into shares by their hash, so that a document takes the same way each time and on every machine.</summary>
public static class DocumentShare
{
    /// <summary>Whether a document belongs to the share that tries a version.</summary>
    /// <param name="documentSha256">The document's hash.</param>
    /// <param name="task">The task: each draws its own share.</param>
    /// <param name="version">The version that is tried: each draws its own share. A larger share holds the smaller one.</param>
    /// <param name="percent">0 to 100.</param>
    public static bool Holds(string documentSha256, string task, string version, double percent)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{task} {version} {documentSha256}"));
        return BinaryPrimitives.ReadUInt64BigEndian(hash) / (double)ulong.MaxValue < percent / 100;
    }
}
