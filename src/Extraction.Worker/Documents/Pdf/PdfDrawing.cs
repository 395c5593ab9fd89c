using Extraction.Worker.Documents.Pdf.Tables;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Util;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>
/// Follows the drawing steps of one page and keeps what its text needs: characters with their base lines, ruled lines and the size of pictures.
/// Colours, outlines of characters, clipping and the content of pictures are not worked out, which is most of what drawing costs.
/// </summary>
internal sealed class PdfDrawing(
    PdfDrawnPage page,
    List<PdfDrawnGlyph> glyphs,
    IResourceStore resourceStore,
    IPdfTokenScanner pdfScanner,
    IPageContentParser pageContentParser,
    ILookupFilterProvider filterProvider,
    CropBox cropBox,
    UserSpaceUnit userSpaceUnit,
    PageRotationDegrees rotation,
    in TransformationMatrix initialMatrix,
    ParsingOptions parsingOptions)
    : BaseStreamProcessor<PdfDrawnPage>(page.Number, resourceStore, pdfScanner, pageContentParser, filterProvider, cropBox, userSpaceUnit, rotation, initialMatrix, parsingOptions)
{
    private readonly PdfPen _pen = new();
    private int _pictures;
    private double _largest;
    private int _lastSequence = -1;

    public override PdfDrawnPage Process(int pageNumberCurrent, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        PageNumber = pageNumberCurrent;
        CloneAllStates();
        ProcessOperations(operations);
        return page with { Glyphs = glyphs, Rules = _pen.Rules(), Steps = operations.Count, Pictures = _pictures, LargestPicture = _largest };
    }

    public override void RenderGlyph(
        IFont font,
        CurrentGraphicsState currentState,
        double fontSize,
        double pointSize,
        int code,
        string unicode,
        long currentOffset,
        in TransformationMatrix renderingMatrix,
        in TransformationMatrix textMatrix,
        in TransformationMatrix transformationMatrix,
        CharacterBoundingBox characterBoundingBox)
    {
        if (string.IsNullOrEmpty(unicode))
        {
            return;
        }

        bool joinsLast = Diacritics.IsInCombiningDiacriticRange(unicode) && currentOffset > 0 && glyphs.Count > 0 && _lastSequence == TextSequence;
        if (joinsLast && Diacritics.TryCombineDiacriticWithPreviousLetter(unicode, glyphs[^1].Text, out string? joined))
        {
            glyphs[^1] = glyphs[^1] with { Text = joined };
            return;
        }

        _lastSequence = TextSequence;
        PdfPoint start = transformationMatrix.Transform(textMatrix.Transform(renderingMatrix.Transform(new PdfPoint(0, 0))));
        PdfPoint end = transformationMatrix.Transform(textMatrix.Transform(renderingMatrix.Transform(new PdfPoint(characterBoundingBox.Width, 0))));
        double size = pointSize is > 0.1 and < 2000 ? pointSize : Math.Clamp(fontSize, 1, 2000);
        bool invisible = currentState.FontState.TextRenderingMode == TextRenderingMode.Neither;
        glyphs.Add(new PdfDrawnGlyph(unicode, start.X, start.Y, end.X, end.Y, size, invisible));
    }

    public override void BeginSubpath() => _pen.Begin();

    public override PdfPoint? CloseSubpath()
    {
        _pen.Close();
        return null;
    }

    public override void StrokePath(bool close)
    {
        if (close)
        {
            _pen.Close();
        }

        _pen.Paint(stroked: true);
    }

    public override void FillPath(FillingRule fillingRule, bool close) => _pen.Paint(stroked: false);

    public override void FillStrokePath(FillingRule fillingRule, bool close) => StrokePath(close);

    public override void MoveTo(double x, double y) => _pen.Move(Place(x, y));

    public override void LineTo(double x, double y) => _pen.Line(Place(x, y));

    public override void BezierCurveTo(double x2, double y2, double x3, double y3)
    {
        _pen.Curve(Place(x2, y2));
        _pen.Curve(Place(x3, y3));
    }

    public override void BezierCurveTo(double x1, double y1, double x2, double y2, double x3, double y3)
    {
        _pen.Curve(Place(x1, y1));
        BezierCurveTo(x2, y2, x3, y3);
    }

    public override void Rectangle(double x, double y, double width, double height)
    {
        PdfPoint one = Place(x, y);
        PdfPoint other = Place(x + width, y + height);
        _pen.Move(one);
        _pen.Line(new PdfPoint(other.X, one.Y));
        _pen.Line(other);
        _pen.Line(new PdfPoint(one.X, other.Y));
        _pen.Close();
    }

    public override void EndPath() => _pen.Drop();

    public override void ClosePath() => _pen.Drop();

    public override void ModifyClippingIntersect(FillingRule clippingRule) => _pen.Clip();

    public override void BeginMarkedContent(NameToken name, NameToken? propertyDictionaryName, DictionaryToken? properties)
    {
    }

    public override void EndMarkedContent()
    {
    }

    public override void PaintShading(NameToken shadingName)
    {
    }

    protected override void ClipToRectangle(PdfRectangle rectangle, FillingRule clippingRule)
    {
    }

    protected override void RenderXObjectImage(XObjectContentRecord xObjectContentRecord) =>
        AddPicture(xObjectContentRecord.AppliedTransformation.Transform(new PdfRectangle(0, 0, 1, 1)));

    protected override void RenderInlineImage(InlineImage inlineImage) => AddPicture(inlineImage.BoundingBox);

    private void AddPicture(PdfRectangle box)
    {
        _pictures++;
        _largest = Math.Max(_largest, Math.Abs(box.Width * box.Height));
    }

    private PdfPoint Place(double x, double y) => CurrentTransformationMatrix.Transform(new PdfPoint(x, y));
}
