using Extraction.Worker.Documents.Ocr;
using Extraction.Worker.Documents.Pdf;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class RecognisedLinesTests
{
    [Fact]
    public void ChineseCharactersWithBoxesThatOverlapOrGapeAreReadInTheirOrderWithoutSpaces()
    {
        RecognisedWord[] words = [Word("传感器", 700, 760), Word("的", 784, 797), Word("设计", 801, 854), Word("、", 875, 885), Word("制", 894, 1030), Word("造", 925, 945), Word("PA46", 970, 1030), Word("级", 1045, 1070)];

        PdfPageText page = RecognisedPage.Of(words, 1, 150, 400);

        Assert.Equal("传感器的设计、制造 PA46 级", Assert.Single(Assert.Single(page.Blocks).Lines).Text);
    }

    [Fact]
    public void AWideGapStaysACell()
    {
        PdfPageText page = RecognisedPage.Of([Word("产品", 100, 160), Word("收入", 300, 360)], 1, 150, 400);

        Assert.Equal("产品\t收入", Assert.Single(Assert.Single(page.Blocks).Lines).Text);
    }

    [Fact]
    public void LinesTornAcrossThePageAreColumnsAndAFewAreATable()
    {
        Assert.True(RecognisedLines.HaveColumns([.. Enumerable.Range(0, 10).SelectMany(line => Line(line, torn: line % 2 == 0))]));
        Assert.False(RecognisedLines.HaveColumns([.. Enumerable.Range(0, 10).SelectMany(line => Line(line, torn: line < 3))]));
        Assert.False(RecognisedLines.HaveColumns([]));
    }

    private static RecognisedWord[] Line(int line, bool torn) => [Word("主营轴承", 100, 220) with { Line = line }, Word("和齿轮", torn ? 320 : 222, 420) with { Line = line }];

    private static RecognisedWord Word(string text, int left, int right) => new(text, left, right, 100, 27, 1, 90);
}
