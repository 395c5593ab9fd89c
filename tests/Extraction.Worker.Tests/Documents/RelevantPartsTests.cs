using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Extraction.TestKit;
using Extraction.Worker.Documents.Sections;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed partial class RelevantPartsTests(ITestOutputHelper output)
{
    private static readonly string Filler = string.Concat(Enumerable.Range(1, 60).Select(number => $"报告期内，公司的应收账款余额为{number}万元，坏账准备按照账龄计提，会计估计未发生变更。\n"));

    [Fact]
    public void AShortTextIsReadWhole() => Assert.Equal([(0, 5)], RelevantParts.Choose("一二三四五", 10_000));

    [Fact]
    public void SectionsOfBusinessPatentsAndCustomersAreFoundAmongAccounts()
    {
        StringBuilder text = new("丞达新材料股份有限公司招股说明书\n");
        text.Append("第一节 概览\n").Append(Filler);
        text.Append("第二节 风险因素\n").Append(Filler).Append(Filler);
        text.Append("第三节 业务与技术\n一、发行人主营业务及主要产品\n公司主营业务为高温尼龙的研发和生产，主要产品为PA6T。\n二、销售情况\n公司前五名客户为甲公司和乙公司。\n三、公司的知识产权\n公司拥有发明专利12项。\n");
        for (int section = 4; section < 14; section++)
        {
            text.Append(CultureInfo.InvariantCulture, $"第{"零一二三四五六七八九"[section % 10]}节 财务会计信息\n").Append(Filler).Append(Filler);
        }

        string whole = text.ToString();
        IReadOnlyList<(int Start, int End)> parts = RelevantParts.Choose(whole, 12_000);

        string read = string.Concat(parts.Select(part => whole[part.Start..part.End]));
        Assert.InRange(read.Length, 3_000, 13_000);
        Assert.All(["招股说明书", "PA6T", "前五名客户", "发明专利12项"], word => Assert.Contains(word, read, StringComparison.Ordinal));
        Assert.All(parts.Zip(parts.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.Start));
    }

    [Fact]
    public void HeadingsMakeSectionsAndContentsDoNot()
    {
        IReadOnlyList<TextSection> sections = SectionFinder.Find("封面\n第一节 概览........12\n第一节 概览\n一、业务\n正文。\n（一）产品\n正文。\n二、专利\n第二节 财务\n");

        Assert.Equal(
            ["", "第一节 概览", "第一节 概览/一、业务", "第一节 概览/一、业务/（一）产品", "第一节 概览/二、专利", "第二节 财务"],
            sections.Select(section => string.Join('/', section.Titles)));
    }

    /// <summary>On long filings: of the lines that speak of what is looked for, nearly all are in the quarter or half that is read.</summary>
    [Theory]
    [InlineData("002371-prospectus.txt")]
    [InlineData("300735-prospectus.txt")]
    [InlineData("688033-prospectus.txt")]
    public void OfALongFilingTheLinesThatMatterAreChosen(string file)
    {
        string text = File.ReadAllText(SharedFolder.Path($"data/reports/{file}"));
        IReadOnlyList<(int Start, int End)> parts = RelevantParts.Choose(text, 120_000);

        int all = 0;
        int chosen = 0;
        foreach (Match match in Telling().Matches(text))
        {
            all++;
            bool read = parts.Any(part => part.Start <= match.Index && match.Index < part.End);
            chosen += read ? 1 : 0;
            if (!read)
            {
                output.WriteLine($"not read at {match.Index}: {text.AsSpan(Math.Max(0, match.Index - 15), 45).ToString().ReplaceLineEndings(" ")}");
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {parts.Sum(part => part.End - part.Start)} of {text.Length} characters in {parts.Count} parts hold {chosen} of {all} telling lines"));
        Assert.True(chosen > 0.8 * all, $"{chosen} of {all}");
    }

    [GeneratedRegex(@"前五[名大]客户|主要产品(?:为|包括|有)|主营业务为|[发明专利利型]\d+项|ZL ?\d{12}", RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Telling();
}
