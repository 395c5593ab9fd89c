namespace Extraction.Worker.Documents;

/// <summary>What a document's content was found to be. Whether it is a registry table is told by <see cref="SourceText.Records"/>.</summary>
internal enum SourceFormat
{
    PlainText,
    Html,
    Pdf,
    Docx,
    RegistryCsv,
    Workbook,
    Presentation,
    RichText,
    Email,
    Archive,
    Image,
}
