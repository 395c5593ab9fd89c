using System.IO.Compression;
using System.Text;
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

    /// <summary>The same package in the Strict form of ISO/IEC 29500: every namespace and relationship type has its other name.</summary>
    public static byte[] Strict(byte[] package)
    {
        using MemoryStream stream = new();
        stream.Write(package);
        using (ZipArchive archive = new(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.Name.EndsWith(".xml", StringComparison.Ordinal) || entry.Name.EndsWith(".rels", StringComparison.Ordinal)).ToList())
            {
                string name = entry.FullName;
                string text;
                using (StreamReader reader = new(entry.Open()))
                {
                    text = reader.ReadToEnd();
                }

                text = text
                    .Replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships", StringComparison.Ordinal)
                    .Replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main", StringComparison.Ordinal)
                    .Replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main", StringComparison.Ordinal)
                    .Replace("http://schemas.openxmlformats.org/presentationml/2006/main", "http://purl.oclc.org/ooxml/presentationml/main", StringComparison.Ordinal)
                    .Replace("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/", StringComparison.Ordinal);
                entry.Delete();
                using Stream written = archive.CreateEntry(name).Open();
                written.Write(Encoding.UTF8.GetBytes(text));
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
