using System.Text;
using Extraction.TestKit;
using Extraction.Worker.Documents.Fingerprints;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class TextFingerprintTests
{
    private static readonly string Report = File.ReadAllText(Path.Combine(SharedFolder.ProjectRoot, "samples", "documents", "chengda-nylon.txt"));

    [Fact]
    public void AReportInAnotherWrappingIsTheSame()
    {
        string page = $"<html><head><title>页</title></head><body><nav><a href=/>首页</a><a href=/n>新闻中心</a></nav><div>{string.Concat(Report.Split('\n').Select(line => $"<p>{line}</p>"))}</div></body></html>";
        string wide = Report.Replace("，", ", ", StringComparison.Ordinal).Replace("12", "１２", StringComparison.Ordinal);
        string wrapped = string.Join('\n', Report.Replace("\n", string.Empty, StringComparison.Ordinal).Chunk(30).Select(line => new string(line)));

        Assert.True(Same(Report, Some.Text(Some.Read(Encoding.UTF8.GetBytes(page))).Text), "a page");
        Assert.True(Same(Report, wide), "other widths");
        Assert.True(Same(Report, wrapped), "other line ends");
    }

    [Fact]
    public void APageFetchedTwiceIsTheSame() =>
        Assert.True(Same("阅读：1034 次\n今天 10:31\n" + Report, "阅读：20717 次\n今天 18:02\n" + Report));

    [Fact]
    public void AnotherFigureMakesAnotherText()
    {
        string longText = string.Concat(Enumerable.Repeat(Report, 50));

        Assert.False(Same(longText + "公司有专利37项。", longText + "公司有专利38项。"));
    }

    [Fact]
    public void AnotherCompanyMakesAnotherText()
    {
        string template = string.Concat(Enumerable.Range(100, 300).Select(number => $"第{number}条 本站尊重用户的隐私，未经允许不向任何第三方提供。"));

        Assert.False(Same("丞达新材料有限公司隐私政策\n" + template, "华岳新材料有限公司隐私政策\n" + template));
    }

    [Fact]
    public void AnotherTextWithTheSameFiguresIsAnotherText() => Assert.False(Same(
        "丞达新材料有限公司2024年有专利120项，员工300人，主营高温尼龙的研发和生产，客户多为汽车零部件厂。",
        "丞达新材料有限公司2024年营业收入增长，120人的团队服务300家客户，其中多为外贸企业和商超渠道。"));

    [Fact]
    public void ShortTextsAreTheSameOnlyLetterByLetter()
    {
        Assert.True(Same("某公司做轴承。", "某公司 做轴承"));
        Assert.False(Same("某公司做轴承。", "某公司做齿轮。"));
    }

    private static bool Same(string one, string other)
    {
        TextFingerprint first = TextFingerprint.Of(one);
        TextFingerprint second = TextFingerprint.Of(other);
        return first.Facts == second.Facts && first.Resembles(second.Sketch);
    }
}
