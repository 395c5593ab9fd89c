using System.IO.Compression;
using Extraction.Contracts;

namespace Extraction.Worker.Documents.Containers;

/// <summary>
/// Refuses packed Office documents that unpack to more than allowed, before a parser opens them. The sizes are those of the
/// archive's directory; the framework reads no entry beyond its declared size, so they bound what can come out.
/// </summary>
internal static class ZipGuard
{
    public static void Check(ReadingJob job)
    {
        using MemoryStream stream = DocumentBytes.Open(job.Bytes.Content);
        using ZipArchive archive = new(stream, ZipArchiveMode.Read);
        CheckEntries(archive, job);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            job.Expansion.Spend(entry.Length);
        }
    }

    public static void CheckEntries(ZipArchive archive, ReadingJob job)
    {
        if (archive.Entries.Count > job.Options.MaxEntries)
        {
            throw new UnreadableDocumentException(
                FailureCode.DocumentTooLarge,
                $"The packed document has {archive.Entries.Count} parts, and at most {job.Options.MaxEntries} are read; raise Documents:MaxEntries or submit its content in parts.");
        }
    }
}
