namespace Extraction.Worker.Documents.Pdf;

/// <summary>Why a page is read from its picture.</summary>
internal enum PdfPictureKind
{
    Scan,
    Garbled,
}
