using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>Makes the pages of one document. PdfPig creates it and names its parameters.</summary>
internal sealed class PdfPageFactory(
    IPdfTokenScanner pdfScanner,
    IResourceStore resourceStore,
    ILookupFilterProvider filterProvider,
    IPageContentParser pageContentParser,
    ParsingOptions parsingOptions) : BasePageFactory<PdfDrawnPage>(pdfScanner, resourceStore, filterProvider, pageContentParser, parsingOptions)
{
    /// <summary>Used for page after page: thousands of characters a page are a large array each time.</summary>
    private readonly List<PdfDrawnGlyph> _glyphs = [];

    protected override PdfDrawnPage ProcessPage(
        int pageNumber,
        DictionaryToken dictionary,
        NamedDestinations namedDestinations,
        MediaBox mediaBox,
        CropBox cropBox,
        UserSpaceUnit userSpaceUnit,
        PageRotationDegrees rotation,
        TransformationMatrix initialMatrix,
        IReadOnlyList<IGraphicsStateOperation> operations)
    {
        PdfRectangle seen = cropBox.GetVisibleBounds(rotation);
        PdfDrawnPage page = new(pageNumber, seen.Width, seen.Height);
        if (operations is null or { Count: 0 })
        {
            return page;
        }

        _glyphs.Clear();
        PdfDrawing drawing = new(page, _glyphs, ResourceStore, PdfScanner, PageContentParser, FilterProvider, cropBox, userSpaceUnit, rotation, initialMatrix, ParsingOptions);
        return drawing.Process(pageNumber, operations);
    }
}
