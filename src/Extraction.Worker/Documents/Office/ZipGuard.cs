using System.IO.Compression;
using Extraction.Contracts;

namespace Extraction.Worker.Documents.Office;

/// <summary>
/// Refuses packed documents that unpack to more than allowed, before a parser opens them. The sizes are those of the archive's
/// directory; the framework reads no entry beyond its declared size, so they bound what can come out.
/// </summary>
internal static class ZipGuard
{
    private const long AlwaysAllowed = 1 << 20;

    public static void Check(ReadingJob job)
    {
        using MemoryStream stream = DocumentBytes.Open(job.Bytes.Content);
        using ZipArchive archive = new(stream, ZipArchiveMode.Read);
        if (archive.Entries.Count > job.Options.MaxEntries)
        {
            throw TooLarge($"has {archive.Entries.Count} parts, and at most {job.Options.MaxEntries} are read; raise Documents:MaxEntries");
        }

        long total = 0;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            total += entry.Length;
        }

        if (total > job.Options.MaxExpandedBytes)
        {
            throw TooLarge($"unpacks to {total} bytes, and at most {job.Options.MaxExpandedBytes} are read; raise Documents:MaxExpandedBytes");
        }

        long ratio = total / Math.Max(1, job.Bytes.Content.Length);
        if (total > AlwaysAllowed && ratio > job.Options.MaxExpansionRatio)
        {
            throw TooLarge($"unpacks to {ratio} times its size, and at most {job.Options.MaxExpansionRatio} times are read; raise Documents:MaxExpansionRatio");
        }
    }

    private static UnreadableDocumentException TooLarge(string what) =>
        new(FailureCode.DocumentTooLarge, $"The packed document {what} or submit its content in parts.");
}
