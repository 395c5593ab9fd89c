using Extraction.Contracts;
using Extraction.Worker.Grounding;
using Xunit;

namespace Extraction.Worker.Tests.Grounding;

public sealed class VerbatimGroundingTests
{
    [Theory]
    [InlineData("公司主要从事高温尼龙材料的研发。", "高温尼龙材料", "高温尼龙材料")]
    [InlineData("公司主要从事高温尼龙材料的研发。", "公司主要从事高温尼龙材料的研发。", "公司主要从事高温尼龙材料的研发。")]
    [InlineData("Acme makes nylon, and nylons.", "nylon", "nylon")]
    public void AQuoteCharacterForCharacterIsExact(string text, string quote, string span) => AssertFound(text, quote, span, MatchKind.Exact);

    [Theory]
    [InlineData("主要从事高温 尼龙\n材料的研发", "高温尼龙材料", "高温 尼龙\n材料")]
    [InlineData("主要从事高温尼龙材料的研发", "高温 尼龙 材料", "高温尼龙材料")]
    [InlineData("鞍山合成（集团）股份有限公司", "鞍山合成(集团)股份有限公司", "鞍山合成（集团）股份有限公司")]
    [InlineData("採用傳統製造業軟體", "采用传统制造业软体", "採用傳統製造業軟體")]
    [InlineData("⾼温⻛机", "高温风机", "⾼温⻛机")]
    [InlineData("使用ＰＡ６６材料", "pa66材料", "ＰＡ６６材料")]
    [InlineData("称为「高温尼龙」", "“高温尼龙”", "「高温尼龙」")]
    [InlineData("占地１２㎡的厂房", "12m2的厂房", "１２㎡的厂房")]
    [InlineData("zero\u200Bwidth 与\uFEFF软连字\u00AD符", "zerowidth与软连字符", "zero\u200Bwidth 与\uFEFF软连字\u00AD符")]
    [InlineData("专利号：ZL201215478646.3，已应用", "ZL20121547864 6.3", "ZL201215478646.3")]
    [InlineData("公司、、产品……等，以及——其他", "产品...等,以及—其他", "产品……等，以及——其他")]
    [InlineData("caf\u0065\u0301 noir", "CAFÉ", "caf\u0065\u0301")]
    [InlineData("2019\t12.5\t13.1", "2019 12.5 13.1", "2019\t12.5\t13.1")]
    public void WidthCaseSpacesPunctuationAndVariantsAreFolded(string text, string quote, string span) => AssertFound(text, quote, span, MatchKind.Normalised);

    [Theory]
    [InlineData("拥有312项专利", "12项专利", "other-number")]
    [InlineData("占比37.6%", "6%", "other-number")]
    [InlineData("注册资本3万元", "注册资本3", "other-number")]
    [InlineData("拥有十二项专利", "二项专利", "other-number")]
    [InlineData("产量1,234吨", "234吨", "other-number")]
    [InlineData("12\t34", "1234", "other-number")]
    [InlineData("the Fordham group", "Ford", "other-name")]
    [InlineData("maintenance work", "AI", "other-name")]
    [InlineData("公司主要从事高温尼龙材料", "聚碳酸酯", "absent")]
    [InlineData("公司主要从事高温尼龙材料", "，", "absent")]
    [InlineData("公司", "", "absent")]
    [InlineData("10²吨", "102吨", "other-number")]
    public void WhatTheTextDoesNotSayIsRefusedWithItsReason(string text, string quote, string reason)
    {
        GroundingResult result = new GroundedText(text).Locate(quote);

        Assert.Equal(reason, Assert.IsType<GroundingResult.Refused>(result).Reason.Word());
    }

    [Theory]
    [InlineData("第2018.06期", "2018", "2018")]
    [InlineData("专利ZL201215478646.3", "ZL201215478646", "ZL201215478646")]
    [InlineData("唯一一家", "唯一", "唯一")]
    public void ANumberMayBeFollowedByWhatIsNotPartOfIt(string text, string quote, string span) => AssertFound(text, quote, span, MatchKind.Exact);

    [Fact]
    public void AHintChoosesAmongRepeatedQuotes()
    {
        GroundedText text = new("尼龙，尼龙，尼龙，尼龙");

        Assert.Equal(0, Start(text.Locate("尼龙")));
        Assert.Equal(3, Start(text.Locate("尼龙", GroundingHint.After(1))));
        Assert.Equal(6, Start(text.Locate("尼龙", GroundingHint.Within(5, 9))));
        Assert.Equal(9, Start(text.Locate("尼龙", GroundingHint.Near(11))));
        Assert.Equal(3, Start(text.Locate("尼 龙", GroundingHint.Near(4))));
    }

    [Fact]
    public void AHintNeverHidesTheOnlyPlace()
    {
        GroundedText text = new("尼龙材料由公司生产");

        Assert.Equal(0, Start(text.Locate("尼龙", GroundingHint.Within(4, 9))));
        Assert.Equal(0, Start(text.Locate("尼龙", GroundingHint.After(500))));
        Assert.Equal(0, Start(text.Locate("尼龙", GroundingHint.Near(-3))));
    }

    private static int Start(GroundingResult result) => Assert.IsType<GroundingResult.Found>(result).Start;

    private static void AssertFound(string text, string quote, string span, MatchKind match)
    {
        GroundingResult.Found found = Assert.IsType<GroundingResult.Found>(new GroundedText(text).Locate(quote));

        Assert.Equal(span, text[found.Start..found.End]);
        Assert.Equal(match, found.Match);
    }
}
