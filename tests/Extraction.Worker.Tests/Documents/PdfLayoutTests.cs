using Extraction.Worker.Documents;
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
}
