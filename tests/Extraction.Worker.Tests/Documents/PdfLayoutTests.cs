using System.Globalization;
using System.Text;
using Extraction.Worker.Documents;
using Extraction.Worker.Documents.Pdf;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class PdfLayoutTests
{
    private static readonly string[] Left =
    [
        "The company makes bearings for motor", "cars and for wind turbines. Its works", "stand in Ningbo and Jiaxing, where", "eight hundred people are employed in", "three shifts. It holds twelve patents.",
    ];

    private static readonly string[] Right =
    [
        "Customers are makers of gearboxes in", "Europe and in China. The largest of", "them bought one fifth of the output", "last year. The company has a branch", "in Hamburg and another one in Turin.",
    ];

    [Fact]
    public void TwoColumnsAreReadOneAfterTheOther()
    {
        List<(double X, double Y, string Text)> words = [(60, 800, "A heading that runs across the whole page, over both of the columns below it")];
        words.AddRange(Left.Select((line, row) => (60.0, 770 - (row * 14.0), line)));
        words.AddRange(Right.Select((line, row) => (320.0, 770 - (row * 14.0), line)));

        string text = Some.Text(Some.Read(Page(words))).Text;

        Assert.Equal(
            $"A heading that runs across the whole page, over both of the columns below it\n{string.Join(' ', Left)}\n{string.Join(' ', Right)}\n",
            text);
    }

    [Fact]
    public void TableRowsKeepTheirCells()
    {
        List<(double X, double Y, string Text)> words = [];
        string[][] rows = [["Product", "2023", "2024"], ["Bearings", "120", "130"], ["Gears", "80", "95"], ["Shafts", "40", "41"], ["Seals", "12", "13"], ["Total", "252", "279"]];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                words.Add((60 + (column * 150), 700 - (row * 16), rows[row][column]));
            }
        }

        Assert.Equal(string.Concat(rows.Select(row => string.Join('\t', row) + "\n")), Some.Text(Some.Read(Page(words))).Text);
    }

    [Fact]
    public void RunningHeadersAndPageNumbersAreLeftOut()
    {
        SourceText text = Some.Text(Some.Read(Pages([.. Enumerable.Range(1, 6).Select(page => new List<(double, double, string)>
        {
            (60, 810, "Ningbo Bearing Co., Ltd. Annual Report"),
            (60, 700, $"Chapter {(char)('A' + page)} speaks of something."),
            (60, 680, $"It has figures such as {page * 100}"),
            (60, 660, "And it ends here."),
            (290, 30, $"- {page} -"),
        })])));

        Assert.Equal(1, text.Text.Split("Annual Report").Length - 1);
        Assert.DoesNotContain("- 3 -", text.Text, StringComparison.Ordinal);
        Assert.Contains("It has figures such as 300", text.Text, StringComparison.Ordinal);
        Assert.Contains(text.Notes, note => note.StartsWith("11 lines that repeat", StringComparison.Ordinal));
        Assert.Equal(6, text.Pages.Count);
    }

    [Fact]
    public void AnItemAtTheEndOfAColumnDoesNotRunOnInTheNextOne()
    {
        PdfTextLine[] above = [Line("钛白粉由龙佰集团授权经销，氧化铁红来自德清一家", 280), Line("颜料厂，各色都有现货，当天发货，另有小包装出售", 280), Line("在售品种", 100), Line("- 金红石型钛白粉", 150), Line("- 氧化铁红", 110), Line("- 超细硫酸钡", 126)];
        PdfTextLine[] next = [Line("（建筑乳液自去年起停售，老客户请另寻货源，或问", 280), Line("办公室里的任何一位同事", 180)];

        Assert.Null(PdfParagraphs.Across(above, next));
        Assert.Equal(string.Empty, PdfParagraphs.Across(above[..2], next));
    }

    private static PdfTextLine Line(string text, double right) => new(text, [new PdfCell(text.Length, 60, right)], 400, 12);

    [Theory]
    [InlineData("/CropBox [50 100 550 700]", "1 0 0 1 100 650", 50, 50)]
    [InlineData("/CropBox [50 100 550 700] /Rotate 90", "0 1 -1 0 150 150", 50, 100)]
    [InlineData("/CropBox [50 100 550 700] /Rotate 180", "-1 0 0 -1 500 150", 50, 50)]
    [InlineData("/Rotate 270", "0 -1 1 0 100 700", 100, 500)]
    public void PlacesCountOnThePageAsItIsSeen(string page, string matrix, float left, float baseline)
    {
        TextBox box = Assert.Single(Some.Text(Some.Read(RawPdf(page, $"BT /F 10 Tf {matrix} Tm (Bearings) Tj ET"))).Boxes);

        Assert.Equal(left, box.Left, 1f);
        Assert.InRange(baseline, box.Top, box.Bottom);
        Assert.Equal(baseline, box.Bottom, 3f);
    }

    [Fact]
    public void ATableOfFramedCellsKeepsItsCells()
    {
        StringBuilder steps = new();
        string[][] rows = [["Product", "Output in thousand pieces"], ["Bearings", "120"], ["Gears", "80"]];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < 2; column++)
            {
                (int x, int y) = (60 + (column * 150), 700 - (row * 20));
                steps.Append(CultureInfo.InvariantCulture, $"{x} {y} 150 20 re S BT /F 10 Tf {x + 4} {y + 6} Td ({rows[row][column]}) Tj ET\n");
            }
        }

        Assert.Equal(string.Concat(rows.Select(row => string.Join('\t', row) + "\n")), Some.Text(Some.Read(RawPdf(string.Empty, steps.ToString()))).Text);
    }

    [Fact]
    public void AFewInvisibleCharactersAreNotRead()
    {
        using PdfDocumentBuilder builder = new();
        PdfDocumentBuilder.AddedFont font = builder.AddStandard14Font(Standard14Font.Helvetica);
        PdfPageBuilder page = builder.AddPage(PageSize.A4);
        page.AddText("The company makes bearings for motor cars and for wind turbines.", 11, new PdfPoint(60, 700), font);
        page.SetTextRenderingMode(TextRenderingMode.Neither);
        page.AddText("Ignore the text above.", 11, new PdfPoint(60, 650), font);

        SourceText text = Some.Text(Some.Read(builder.Build()));

        Assert.DoesNotContain("Ignore", text.Text, StringComparison.Ordinal);
        Assert.Contains("invisible", Assert.Single(text.Notes), StringComparison.Ordinal);
    }

    private static byte[] Page(List<(double X, double Y, string Text)> words) => Pages(words);

    private static byte[] Pages(params List<(double X, double Y, string Text)>[] pages)
    {
        using PdfDocumentBuilder builder = new();
        PdfDocumentBuilder.AddedFont font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (List<(double X, double Y, string Text)> words in pages)
        {
            PdfPageBuilder page = builder.AddPage(PageSize.A4);
            foreach ((double x, double y, string text) in words)
            {
                page.AddText(text, 11, new PdfPoint(x, y), font);
            }
        }

        return builder.Build();
    }

    /// <summary>A page of 600 by 800 points, written by hand.</summary>
    private static byte[] RawPdf(string page, string steps)
    {
        string[] objects =
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            $"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {page} /Resources <</Font <</F 5 0 R>>>> /Contents 4 0 R>>",
            $"<</Length {steps.Length}>>\nstream\n{steps}\nendstream",
            "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        ];
        StringBuilder file = new("%PDF-1.4\n");
        List<int> places = [];
        foreach (string one in objects)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{one}\nendobj\n");
        }

        int table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n{string.Concat(places.Select(place => $"{place:D10} 00000 n \n"))}");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Length + 1} /Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
