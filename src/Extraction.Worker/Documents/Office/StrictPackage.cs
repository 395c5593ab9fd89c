using System.IO.Compression;
using System.Text;

namespace Extraction.Worker.Documents.Office;

/// <summary>
/// Office packages in the Strict form of ISO/IEC 29500-1, which differ from the usual ones (Transitional, 29500-4) in the names of namespaces and
/// relationships. For readers that know only the usual names, the parts are written anew with these.
/// </summary>
internal static class StrictPackage
{
    private const string Strict = "http://purl.oclc.org/ooxml/";

    private static readonly (string Strict, string Usual)[] Names =
    [
        (Strict + "officeDocument/relationships", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        (Strict + "spreadsheetml/main", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    ];

    /// <summary>The package with the usual names; the same bytes where it has them already.</summary>
    public static ReadOnlyMemory<byte> WithUsualNames(ReadingJob job)
    {
        using MemoryStream stream = DocumentBytes.Open(job.Bytes.Content);
        using ZipArchive archive = new(stream, ZipArchiveMode.Read);
        if (archive.GetEntry("_rels/.rels") is not ZipArchiveEntry root || !Text(root, job).Contains(Strict, StringComparison.Ordinal))
        {
            return job.Bytes.Content;
        }

        using MemoryStream written = new();
        using (ZipArchive usual = new(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry part in archive.Entries.Where(part => part.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || part.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
            {
                StringBuilder text = new(Text(part, job));
                foreach ((string strict, string name) in Names)
                {
                    text.Replace(strict, name);
                }

                using StreamWriter writer = new(usual.CreateEntry(part.FullName, CompressionLevel.Fastest).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                writer.Write(text);
            }
        }

        return written.ToArray();
    }

    private static string Text(ZipArchiveEntry part, ReadingJob job)
    {
        job.Cancellation.ThrowIfCancellationRequested();
        using StreamReader reader = new(part.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
