using Extraction.Contracts;
using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class RegistryTests
{
    [Theory]
    [InlineData("企业名称,统一社会信用代码,住所,经营范围", "utf-8", ',')]
    [InlineData("公司名称,社会信用代码,注册地址,经营范围", "gb18030", ',')]
    [InlineData("company_name,credit_code,address,business_scope", "utf-8", '\t')]
    [InlineData("Name,Credit Code,Address,Business Scope", "utf-16", ';')]
    public void ColumnsAreKnownByManyNames(string header, string charset, char delimiter)
    {
        string table = $"{header}\n丞达新材料科技有限公司,91330400MA2B12345X,嘉兴市南湖区,\"塑料,橡胶的销售\"\n".Replace(',', delimiter).Replace($"塑料{delimiter}", "塑料,", StringComparison.Ordinal);

        SourceText text = Some.Text(Some.Read(Some.Encoded(table, charset, mark: charset == "utf-16")));

        Assert.Equal(SourceFormat.RegistryCsv, text.Format);
        Assert.Equal("企业名称：丞达新材料科技有限公司\n统一社会信用代码：91330400MA2B12345X\n住所：嘉兴市南湖区\n经营范围：塑料,橡胶的销售\n", text.Text);
    }

    [Fact]
    public void EveryRowIsARecordWithItsSpan()
    {
        SourceText text = Some.Text(Some.Read("名单\n\n企业名称,城市\n甲公司,嘉兴\n\n乙公司,\n丙公司,宁波\n"));

        Assert.Equal(["企业名称：甲公司\n城市：嘉兴\n", "企业名称：乙公司\n", "企业名称：丙公司\n城市：宁波\n"], text.Records.Select(record => text.Text[record.Start..record.End]));
        Assert.Equal([1, 2, 3], text.Records.Select(record => record.Row));
        Assert.Contains("嘉兴\n\n企业名称：乙", text.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("企业名称,城市,电话\n甲,嘉兴\n乙,宁波,1\n", "Row 1 (line 2) has 2 cells", 2)]
    [InlineData("企业名称,城市,电话\n甲,嘉兴,1,多出\n乙,宁波,1\n", "Row 1 (line 2) has 4 cells", 2)]
    [InlineData("企业名称,城市,电话\n甲,\"嘉兴,1\n乙,宁波,2\n丙,绍兴,3\n", "Row 1 (line 2)", 3)]
    [InlineData("企业名称,城市,电话\n甲,\"嘉兴,1\n乙,宁波,2\n丙,\"绍兴,3\n丁,杭州,4\n", "Row 3 (line 4)", 4)]
    [InlineData("企业名称,城市,电话\n,嘉兴,1\n乙,宁波,2\n", "Row 1 (line 2) names no company", 2)]
    public void AMalformedRowIsNamedAndLosesNoOther(string table, string note, int rows)
    {
        SourceText text = Some.Text(Some.Read(table));

        Assert.Contains(text.Notes, sentence => sentence.StartsWith(note, StringComparison.Ordinal));
        Assert.Equal(rows, text.Records.Count);
        Assert.All(table.Split('\n')[1..^1].SelectMany(line => line.Split(',', '"')), cell => Assert.Contains(cell, text.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("姓名,年龄\n张三,30\n")]
    [InlineData("公司,成立于2004年，主营轴承。\n位于嘉兴。")]
    [InlineData("name is all,we have\n")]
    public void ATableWithoutACompanyColumnIsPlainText(string text)
    {
        SourceText read = Some.Text(Some.Read(text));

        Assert.Equal(SourceFormat.PlainText, read.Format);
        Assert.Equal(text, read.Text);
        Assert.Empty(read.Records);
    }

    [Fact]
    public void ALineEndInsideACellIsOneSpace()
    {
        Assert.Equal("企业名称：甲\n经营范围：轴承 齿轮\n", Some.Text(Some.Read("企业名称,经营范围\n甲,\"轴承\r\n齿轮\"\n")).Text);
    }

    [Fact]
    public void ARowLimitIsNamedWithFigures()
    {
        Rejection why = Some.Rejection(Some.Read("企业名称,城市\n甲,a\n乙,b\n丙,c\n"u8.ToArray(), configure: options => options.MaxRows = 2));

        Assert.Equal(FailureCode.DocumentTooLarge, why.Code);
        Assert.Contains("more than 2 rows", why.Sentence, StringComparison.Ordinal);
    }
}
