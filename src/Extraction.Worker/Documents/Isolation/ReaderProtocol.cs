using System.Text;
using System.Text.Json;
using Extraction.Contracts;

namespace Extraction.Worker.Documents.Isolation;

/// <summary>What the worker and a reader process say to each other over the process's standard input and output.</summary>
internal static class ReaderProtocol
{
    private const byte Text = 1;
    private const byte Rejected = 2;
    private const byte Recognising = 3;

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

    /// <summary>Says that the text of pictures is being recognised, which takes longer.</summary>
    public static void WriteRecognising(Stream stream) => stream.WriteByte(Recognising);

    /// <param name="stream">Where the process answers.</param>
    /// <param name="recognising">Told when the process says that it recognises pictures.</param>
    /// <exception cref="IOException">The process ended before it had answered.</exception>
    public static Outcome<SourceText> ReadReply(Stream stream, Action recognising)
    {
        using BinaryReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
        byte answer = reader.ReadByte();
        while (answer == Recognising)
        {
            recognising();
            answer = reader.ReadByte();
        }

        return answer == Rejected ? new Rejection((FailureCode)reader.ReadInt32(), reader.ReadString()) : ReadText(reader);
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

        writer.Write(text.Boxes.Count);
        foreach (TextBox box in text.Boxes)
        {
            WriteSpan(writer, box.Page, box.Start, box.End);
            writer.Write(box.Left);
            writer.Write(box.Top);
            writer.Write(box.Right);
            writer.Write(box.Bottom);
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

        TextBox[] boxes = new TextBox[reader.ReadInt32()];
        for (int at = 0; at < boxes.Length; at++)
        {
            (int page, int start, int end) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
            boxes[at] = new TextBox(start, end, page, reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
        }

        string[] notes = new string[reader.ReadInt32()];
        for (int at = 0; at < notes.Length; at++)
        {
            notes[at] = reader.ReadString();
        }

        return new SourceText(text, sha256, format, pages, records) { Notes = notes, Boxes = boxes };
    }

    private static void WriteSpan(BinaryWriter writer, int number, int start, int end)
    {
        writer.Write(number);
        writer.Write(start);
        writer.Write(end);
    }
}
