namespace Extraction.Worker.Documents.Pdf;

/// <summary>A page whose text is to be recognised from its picture.</summary>
/// <param name="Page">The number of the page, from 1.</param>
/// <param name="Width">Its width in points.</param>
/// <param name="Height">Its height in points.</param>
/// <param name="Kind">Why.</param>
/// <param name="Trouble">What is wrong with its characters, where they are garbled.</param>
internal sealed record PdfPicture(int Page, double Width, double Height, PdfPictureKind Kind, string Trouble)
{
    public PdfPicture(PdfDrawnPage page, PdfPictureKind kind, string trouble)
        : this(page.Number, page.Width, page.Height, kind, trouble)
    {
    }
}
