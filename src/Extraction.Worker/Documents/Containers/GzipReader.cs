using System.IO.Compression;

namespace Extraction.Worker.Documents.Containers;

/// <summary>Reads what a gzip stream (RFC 1952) holds as if it had come alone.</summary>
internal sealed class GzipReader : IFormatReader
{
    public SourceFormat Read(ReadingJob job)
    {
        using MemoryStream stream = DocumentBytes.Open(job.Bytes.Content);
        using GZipStream unpacking = new(stream, CompressionMode.Decompress);
        byte[] content = job.Expansion.ReadAll(unpacking, job.Cancellation);
        return ContentReaders.Read(job.Inside(new DocumentBytes(content, job.Bytes.Name, null), job.DeclaredContentType, job.Text));
    }
}
