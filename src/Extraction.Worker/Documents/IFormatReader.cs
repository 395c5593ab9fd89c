namespace Extraction.Worker.Documents;

/// <summary>Reads one format. A reader throws <see cref="UnreadableDocumentException"/> for what it can name; anything else it throws means damaged bytes.</summary>
internal interface IFormatReader
{
    SourceFormat Format { get; }

    /// <summary>Writes the text into <see cref="ReadingJob.Text"/>, in reading order.</summary>
    void Read(ReadingJob job);
}
