namespace Extraction.Worker.Documents;

/// <summary>What a document's content was found to be.</summary>
internal enum SourceFormat
{
    PlainText,
    Html,
    Pdf,
    Docx,
    RegistryCsv,
}
