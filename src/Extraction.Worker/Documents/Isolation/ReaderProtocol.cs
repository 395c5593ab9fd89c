using System.Text;
using System.Text.Json;
using Extraction.Contracts;

namespace Extraction.Worker.Documents.Isolation;

/// <summary>What the worker and a reader process say to each other over the process's standard input and output.</summary>
internal static class ReaderProtocol
{
    private const byte Text = 1;
    private const byte Rejected = 2;

    public static void WriteRequest(Stream stream, DocumentBytes document, string? declaredContentType, DocumentsOptions options)
    {
        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(JsonSerializer.Serialize(options));
        writer.Write(document.Name);
        writer.Write(declaredContentType ?? string.Empty);
        writer.Write(document.Content.Length);
        writer.Flush();
        stream.Write(document.Content.Span);
        stream.Flush();
    }

    /// <summary>The next request, or null where the worker has closed its end.</summary>
    public static (DocumentBytes Document, string? DeclaredContentType, DocumentsOptions Options)? ReadRequest(Stream stream)
    {
        using BinaryReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            DocumentsOptions options = JsonSerializer.Deserialize<DocumentsOptions>(reader.ReadString())!;
            string name = reader.ReadString();
            string declared = reader.ReadString();
            byte[] content = new byte[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(content);
            return (new DocumentBytes(content, name, null), declared.Length == 0 ? null : declared, options);
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    public static void WriteReply(Stream stream, Outcome<SourceText> outcome)
    {
        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        switch (outcome)
        {
            case Outcome<SourceText>.Done { Value: SourceText text }:
                writer.Write(Text);
                WriteText(writer, text);
                break;
            case Outcome<SourceText>.Reject { Why: Rejection why }:
                writer.Write(Rejected);
                writer.Write((int)why.Code);
                writer.Write(why.Sentence);
                break;
            default:
                throw new InvalidOperationException("Reading a document ends in text or in a rejection.");
        }
    }

    /// <exception cref="IOException">The process ended before it had answered.</exception>
    public static Outcome<SourceText> ReadReply(Stream stream)
    {
        using BinaryReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
        return reader.ReadByte() == Rejected ? new Rejection((FailureCode)reader.ReadInt32(), reader.ReadString()) : ReadText(reader);
    }

    private static void WriteText(BinaryWriter writer, SourceText text)
    {
        writer.Write(text.Text);
        writer.Write(text.Sha256);
        writer.Write((int)text.Format);
        writer.Write(text.Pages.Count);
        foreach (TextPage page in text.Pages)
        {
            WriteSpan(writer, page.Number, page.Start, page.End);
        }

        writer.Write(text.Records.Count);
        foreach (TextRecord record in text.Records)
        {
            WriteSpan(writer, record.Row, record.Start, record.End);
        }

        writer.Write(text.Notes.Count);
        foreach (string note in text.Notes)
        {
            writer.Write(note);
        }
    }

    private static SourceText ReadText(BinaryReader reader)
    {
        string text = reader.ReadString();
        string sha256 = reader.ReadString();
        SourceFormat format = (SourceFormat)reader.ReadInt32();
        TextPage[] pages = new TextPage[reader.ReadInt32()];
        for (int at = 0; at < pages.Length; at++)
        {
            pages[at] = new TextPage(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        }

        TextRecord[] records = new TextRecord[reader.ReadInt32()];
        for (int at = 0; at < records.Length; at++)
        {
            records[at] = new TextRecord(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        }

        string[] notes = new string[reader.ReadInt32()];
        for (int at = 0; at < notes.Length; at++)
        {
            notes[at] = reader.ReadString();
        }

        return new SourceText(text, sha256, format, pages, records) { Notes = notes };
    }

    private static void WriteSpan(BinaryWriter writer, int number, int start, int end)
    {
        writer.Write(number);
        writer.Write(start);
        writer.Write(end);
    }
}
