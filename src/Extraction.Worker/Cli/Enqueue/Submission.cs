using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Documents.Registry;
using Extraction.Worker.Messaging;

namespace Extraction.Worker.Cli.Enqueue;

/// <summary>How files become messages. A document's id comes from its content, so that the same file has the same id at every run.</summary>
/// <param name="Kind">The kind of every file; null for registry where it is a registry table, else other.</param>
/// <param name="Rows">Rows of a registry table in one message.</param>
/// <param name="Inline">Whether the bytes go into the message.</param>
/// <param name="CorrelationId">A mark that comes back on every event.</param>
/// <param name="MaxBytes">The largest message that the queue takes.</param>
/// <param name="Time">The clock.</param>
internal sealed record Submission(DocumentKind? Kind, int Rows, bool Inline, string? CorrelationId, long MaxBytes, TimeProvider Time)
{
    /// <summary>The messages of a file, made one by one.</summary>
    public IEnumerable<OutgoingMessage> MessagesOf(string file) => RegistryTable.TryOpen(file) is { } table ? FromTable(file, table) : [FromFile(file)];

    private IEnumerable<OutgoingMessage> FromTable(string file, RegistryTable table)
    {
        using (table)
        {
            foreach ((int first, int last, string csv) in table.Groups(Rows))
            {
                string id = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(file)}-{first}-{last}-{Short(SHA256.HashData(Encoding.UTF8.GetBytes(csv)))}");
                yield return Message(id, DocumentKind.Registry, new DocumentSource(Content: csv), "text/csv");
            }
        }
    }

    private OutgoingMessage FromFile(string file)
    {
        // Base64 makes four characters of three bytes; what cannot fit is not even read.
        long size = new FileInfo(file).Length;
        if (Inline && size * 4 / 3 > MaxBytes)
        {
            throw new MessageTooLargeException(Path.GetFileName(file), size * 4 / 3, MaxBytes);
        }

        using FileStream stream = File.OpenRead(file);
        if (!Inline)
        {
            return Message(IdOf(file, SHA256.HashData(stream)), Kind ?? DocumentKind.Other, new DocumentSource(Uri: file), null);
        }

        byte[] content = new byte[size];
        stream.ReadExactly(content);
        return Message(IdOf(file, SHA256.HashData(content)), Kind ?? DocumentKind.Other, new DocumentSource(ContentBase64: Convert.ToBase64String(content)), null);
    }

    private OutgoingMessage Message(string id, DocumentKind kind, DocumentSource source, string? contentType)
    {
        string documentId = id.Length <= DocumentSubmittedReader.MaxDocumentIdLength ? id : id[^DocumentSubmittedReader.MaxDocumentIdLength..];
        DocumentSubmitted document = new(
            DocumentSubmitted.CurrentVersion,
            documentId,
            kind,
            source,
            contentType,
            SubmittedAt: Time.GetUtcNow(),
            CorrelationId: CorrelationId);
        return new OutgoingMessage(documentId, JsonSerializer.SerializeToUtf8Bytes(document, ContractJson.Options));
    }

    private static string IdOf(string file, byte[] hash) => $"{Path.GetFileNameWithoutExtension(file)}-{Short(hash)}";

    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash)[..16];
}
