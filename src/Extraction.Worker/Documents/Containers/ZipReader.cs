using System.IO.Compression;
using Extraction.Contracts;
using Extraction.Worker.Documents.Encodings;

namespace Extraction.Worker.Documents.Containers;

/// <summary>Reads a ZIP archive: the one document in it as if it had come alone, several one after the other.</summary>
internal sealed class ZipReader : IFormatReader
{
    public SourceFormat Read(ReadingJob job)
    {
        using MemoryStream stream = DocumentBytes.Open(job.Bytes.Content);
        using ZipArchive archive = new(stream, ZipArchiveMode.Read, leaveOpen: false, Charsets.Find("gb18030"));
        ZipGuard.CheckEntries(archive, job);
        ZipArchiveEntry[] files = [.. archive.Entries.Where(IsDocument).OrderBy(entry => entry.FullName, StringComparer.Ordinal)];
        if (files.Length == 1 && !files[0].IsEncrypted)
        {
            return ContentReaders.Read(job.Inside(new DocumentBytes(Unpack(files[0], job), files[0].Name, null), null, job.Text));
        }

        Members members = new(job);
        foreach (ZipArchiveEntry file in files)
        {
            if (file.IsEncrypted)
            {
                members.Refuse(file.FullName, new Rejection(FailureCode.DocumentEncrypted, "It is protected by a password; submit an unprotected copy."));
                continue;
            }

            byte[] content;
            try
            {
                content = Unpack(file, job);
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException)
            {
                members.Refuse(file.FullName, new Rejection(FailureCode.DocumentCorrupt, $"It does not unpack ({fault.GetType().Name}); fetch it again."));
                continue;
            }

            members.Add(file.FullName, content, null);
        }

        members.Judge("ZIP archive");
        return SourceFormat.Archive;
    }

    private static byte[] Unpack(ZipArchiveEntry entry, ReadingJob job)
    {
        using Stream unpacking = entry.Open();
        return job.Expansion.ReadAll(unpacking, job.Cancellation);
    }

    private static bool IsDocument(ZipArchiveEntry entry) =>
        entry.Name.Length > 0 && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) && entry.Name is not (".DS_Store" or "Thumbs.db");
}
