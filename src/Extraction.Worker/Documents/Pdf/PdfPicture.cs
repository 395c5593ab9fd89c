using UglyToad.PdfPig.Content;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>A page whose text is to be recognised from its picture.</summary>
/// <param name="Page">The page.</param>
/// <param name="Kind">Why.</param>
/// <param name="Trouble">What is wrong with its characters, where they are garbled.</param>
internal sealed record PdfPicture(Page Page, PdfPictureKind Kind, string Trouble);
