using Extraction.Contracts;
using Extraction.Worker.Grounding;
using Xunit;

namespace Extraction.Worker.Tests.Grounding;

public sealed class RepairedGroundingTests
{
    private const string Report =
        "丞达新材料科技有限公司（证券代码：600525.SH）主要从事高温尼龙材料、移动机器人和氧化锌的研发、生产与销售，客户为宁波弘讯科技股份有限公司。"
        + "公司拥有专利312项，其中发明专利十二项，专利号为ZL201215478646.3。公司不从事房地产开发业务。子公司位于浙江省嘉兴市，卫生洁具占收入的37.6%。";

    [Theory]
    [InlineData("移动机囗人", "移动机器人", "囗 read as 器")]
    [InlineData("高温尼龙材囗", "高温尼龙材料", "囗 read as 料")]
    [InlineData("囗温尼龙材料", "高温尼龙材料", "囗 read as 高")]
    [InlineData("移动□器人", "移动机器人", "□ read as 机")]
    [InlineData("移动杌器人", "移动机器人", "杌 read as 机")]
    [InlineData("卫生具", "卫生洁具", "洁 was missing")]
    [InlineData("宁波弘科技股份有限公司", "宁波弘讯科技股份有限公司", "讯 was missing")]
    [InlineData("宁波弘讯科技股股份有限公司", "宁波弘讯科技股份有限公司", "股 was too much")]
    [InlineData("主要从事高温尼龙材料移动机器人和氧化锌的研发、生产与销售", "主要从事高温尼龙材料、移动机器人和氧化锌的研发、生产与销售", ", was missing")]
    [InlineData("其中发明专利囗二项", "其中发明专利十二项", "囗 read as 十")]
    public void SlipsOfReadingAndCopyingAreRepaired(string quote, string span, string repairs)
    {
        GroundingResult.Found found = AssertFound(Report, quote, span);

        Assert.Equal(repairs, found.Repairs);
    }

    [Theory]
    [InlineData("丞达……有限公司", "丞达新材料科技有限公司")]
    [InlineData("移动…人", "移动机器人")]
    [InlineData("移动……机器人", "移动机器人")]
    [InlineData("高温...材料", "高温尼龙材料")]
    [InlineData("主要从事高温尼龙[…]客户为宁波弘讯科技股份有限公司", "主要从事高温尼龙材料、移动机器人和氧化锌的研发、生产与销售，客户为宁波弘讯科技股份有限公司")]
    [InlineData("子公司位于……占收入的……", "子公司位于浙江省嘉兴市，卫生洁具占收入的")]
    public void AnElidedMiddleIsFilledFromTheText(string quote, string span) => AssertFound(Report, quote, span);

    [Fact]
    public void AnIdentifierThatLostAFigureDoesNotCostItsSentence() =>
        AssertFound(Report, "丞达新材料科技有限公司（证券代码：60525.SH）主要从事高温尼龙材料", "丞达新材料科技有限公司（证券代码：600525.SH）主要从事高温尼龙材料");

    [Theory]
    [InlineData("移动机药物", "other-head-noun")]
    [InlineData("丞达新材料科技有限软件", "other-head-noun")]
    [InlineData("氧化锡", "other-head-noun")]
    [InlineData("氧化锡的研发、生产", "absent")]
    [InlineData("宁波弘达科技股份有限公司", "other-name")]
    [InlineData("宁波弘安讯科技股份有限公司", "other-name")]
    [InlineData("杭州弘讯科技股份有限公司", "other-name")]
    [InlineData("浙江省绍兴市", "other-name")]
    [InlineData("公司拥有专利313项", "other-number")]
    [InlineData("公司拥有专利12项", "other-number")]
    [InlineData("公司拥有专利3112项", "other-number")]
    [InlineData("其中发明专利十三项", "other-number")]
    [InlineData("其中发明专利二项", "other-number")]
    [InlineData("其中发明专利二十二项", "other-number")]
    [InlineData("专利号为ZL20121547846.3", "other-number")]
    [InlineData("占收入的376%", "other-number")]
    [InlineData("公司从事房地产开发业务", "absent")]
    [InlineData("高温尼龙材料移动机器人", "absent")]
    [InlineData("移动机器人氧化锌", "absent")]
    [InlineData("移动……药物", "other-head-noun")]
    [InlineData("丞达……嘉兴市", "other-name")]
    [InlineData("囗囗囗人", "absent")]
    [InlineData("囗囗", "absent")]
    [InlineData("……", "absent")]
    [InlineData("聚苯硫醚树脂", "absent")]
    public void AnotherMeaningIsRefusedWithItsReason(string quote, string reason)
    {
        GroundingResult result = new GroundedText(Report).Locate(quote);

        Assert.Equal(reason, Assert.IsType<GroundingResult.Refused>(result).Reason.Word());
    }

    [Theory]
    [InlineData("公司有限公囗。", "公司有限公司", "公司有限公囗")]
    [InlineData("移动机�人由公司生产", "移动机器人", "移动机�人")]
    public void AnUnreadCharacterOfTheTextIsMadeGood(string text, string quote, string span) => AssertFound(text, quote, span);

    [Fact]
    public void AnUnreadFigureOfTheTextProvesNoNumber()
    {
        GroundingResult result = new GroundedText("公司拥有专利3囗2项").Locate("公司拥有专利312项");

        Assert.Equal(RefusalReason.OtherNumber, Assert.IsType<GroundingResult.Refused>(result).Reason);
    }

    [Fact]
    public void TwoPlacesThatSayDifferentThingsAreAmbiguous()
    {
        GroundingResult result = new GroundedText("上海电气生产电机，上海燃气供应燃料").Locate("上海囗气");

        Assert.Equal(RefusalReason.Ambiguous, Assert.IsType<GroundingResult.Refused>(result).Reason);
    }

    [Fact]
    public void AHintDecidesBetweenThem()
    {
        GroundedText text = new("上海电气生产电机，上海燃气供应燃料");

        Assert.Equal(9, Assert.IsType<GroundingResult.Found>(text.Locate("上海囗气", GroundingHint.Within(8, 17))).Start);
        Assert.Equal(9, Assert.IsType<GroundingResult.Found>(text.Locate("上海囗气", GroundingHint.After(5))).Start);
    }

    [Fact]
    public void AQuoteOfHundredsOfCharactersIsRepairedToo()
    {
        string text = string.Concat(Enumerable.Range(0, 60).Select(i => $"第{i}条，" + Report));
        string damaged = Report.Replace("机器人", "机囗人", StringComparison.Ordinal).Replace("卫生洁具", "卫生具", StringComparison.Ordinal);

        AssertFound(text, damaged, Report);
    }

    private static GroundingResult.Found AssertFound(string text, string quote, string span)
    {
        GroundingResult.Found found = Assert.IsType<GroundingResult.Found>(new GroundedText(text).Locate(quote));

        Assert.Equal(span, text[found.Start..found.End]);
        Assert.Equal(MatchKind.Repaired, found.Match);
        return found;
    }
}
