using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using DocumentFormat.OpenXml.Spreadsheet;
using A = DocumentFormat.OpenXml.Drawing;

namespace Extraction.Worker.Tests.Documents;

/// <summary>Workbooks and presentations for tests.</summary>
internal static class SomeOffice
{
    /// <param name="merges">Ranges such as <c>A1:B1</c> of the first sheet.</param>
    /// <param name="sheets">Rows of cells, one list a sheet.</param>
    public static byte[] Xlsx(string[] merges, params string[][][] sheets)
    {
        using MemoryStream stream = new();
        using (SpreadsheetDocument document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            WorkbookPart workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            Sheets list = workbook.Workbook.AppendChild(new Sheets());
            for (int index = 0; index < sheets.Length; index++)
            {
                WorksheetPart part = workbook.AddNewPart<WorksheetPart>();
                SheetData data = new(sheets[index].Select((cells, row) => new Row(cells.Select((cell, column) => new Cell(new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(cell)))
                {
                    DataType = CellValues.InlineString,
                    CellReference = $"{(char)('A' + column)}{row + 1}",
                }))
                { RowIndex = (uint)row + 1 }));
                part.Worksheet = new Worksheet(data);
                if (index == 0 && merges.Length > 0)
                {
                    part.Worksheet.Append(new MergeCells(merges.Select(range => new MergeCell { Reference = range })));
                }

                list.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)index + 1, Name = $"表{index + 1}" });
            }
        }

        return stream.ToArray();
    }

    public static byte[] Pptx(params string[][] slides)
    {
        using MemoryStream stream = new();
        using (PresentationDocument document = PresentationDocument.Create(stream, PresentationDocumentType.Presentation))
        {
            PresentationPart presentation = document.AddPresentationPart();
            SlideIdList ids = new();
            presentation.Presentation = new Presentation(ids);
            uint number = 256;
            foreach (string[] paragraphs in slides)
            {
                SlidePart part = presentation.AddNewPart<SlidePart>();
                part.Slide = new Slide(new CommonSlideData(new ShapeTree(
                    new NonVisualGroupShapeProperties(new NonVisualDrawingProperties { Id = 1, Name = string.Empty }, new NonVisualGroupShapeDrawingProperties(), new ApplicationNonVisualDrawingProperties()),
                    new GroupShapeProperties(),
                    Shape(null, paragraphs),
                    Shape(PlaceholderValues.SlideNumber, ["7"]))));
                ids.Append(new SlideId { Id = number++, RelationshipId = presentation.GetIdOfPart(part) });
            }
        }

        return stream.ToArray();
    }

    private static Shape Shape(PlaceholderValues? placeholder, string[] paragraphs) => new(
        new NonVisualShapeProperties(
            new NonVisualDrawingProperties { Id = 2, Name = "box" },
            new NonVisualShapeDrawingProperties(),
            placeholder is PlaceholderValues type ? new ApplicationNonVisualDrawingProperties(new PlaceholderShape { Type = type }) : new ApplicationNonVisualDrawingProperties()),
        new ShapeProperties(),
        new TextBody([new A.BodyProperties(), .. paragraphs.Select(text => new A.Paragraph(new A.Run(new A.Text(text))))]));
}
