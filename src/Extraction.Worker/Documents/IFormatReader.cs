namespace Extraction.Worker.Documents;

/// <summary>Reads one format. A reader throws <see cref="UnreadableDocumentException"/> for what it can name; anything else it throws means damaged bytes.</summary>
internal interface IFormatReader
{
    /// <summary>Writes the text into <see cref="ReadingJob.Text"/>, in reading order, and says what the content was.</summary>
    SourceFormat Read(ReadingJob job);
}
