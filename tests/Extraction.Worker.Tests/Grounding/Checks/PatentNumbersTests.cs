using Extraction.Worker.Grounding.Checks;
using Xunit;

namespace Extraction.Worker.Tests.Grounding.Checks;

public sealed class PatentNumbersTests
{
    [Theory]
    [InlineData("200310102344.5", "200310102344.5", 2003, "Invention", true)]
    [InlineData("ZL200310102344.5", "ZL200310102344.5", 2003, "Invention", true)]
    [InlineData("ZL2003101023445", "ZL200310102344.5", 2003, "Invention", true)]
    [InlineData("zl 2003 1 0102344 . 5", "ZL200310102344.5", 2003, "Invention", true)]
    [InlineData("ＺＬ２００３１０１０２３４４．５", "ZL200310102344.5", 2003, "Invention", true)]
    [InlineData("CN200310102344.5", "200310102344.5", 2003, "Invention", true)]
    [InlineData("ZL200310102344.6", "ZL200310102344.6", 2003, "Invention", false)]
    [InlineData("ZL200310102344.X", "ZL200310102344.X", 2003, "Invention", false)]
    [InlineData("201520123456", "201520123456", 2015, "UtilityModel", null)]
    [InlineData("ZL201530123456", "ZL201530123456", 2015, "Design", null)]
    [InlineData("ZL201580012345", "ZL201580012345", 2015, "Invention", null)]
    [InlineData("98101234", "98101234", 1998, "Invention", null)]
    [InlineData("ZL201520123456号", "ZL201520123456", 2015, "UtilityModel", null)]
    public void ReadsApplicationNumbers(string text, string canonical, int year, string kind, bool? valid)
    {
        ChinesePatentNumber? number = PatentNumbers.Parse(text);

        Assert.Equal(new ChinesePatentNumber(canonical, year, Enum.Parse<PatentKind>(kind), valid), number);
    }

    [Fact]
    public void OldNumbersAreCheckedByTheirEightDigits()
    {
        // 8*2 + 7*3 + 1*4 + 1*9 = 50, and 50 modulo 11 is 6.
        Assert.True(PatentNumbers.Parse("87100001.6")?.Valid);
        Assert.False(PatentNumbers.Parse("87100001.5")?.Valid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("CN109876543B")]
    [InlineData("ZL201540123456.7")]
    [InlineData("ZL198010102344.5")]
    [InlineData("12345678901234567890")]
    [InlineData("US7654321")]
    [InlineData("专利")]
    [InlineData("ZL200310102344.55")]
    [InlineData("04101234")]
    public void OtherNumbersAreNone(string text) => Assert.Null(PatentNumbers.Parse(text));

    [Fact]
    public void EveryChangedDigitIsNoticed()
    {
        const string Digits = "200310102344";
        for (int i = 5; i < Digits.Length; i++)
        {
            char other = Digits[i] == '7' ? '8' : '7';
            Assert.False(PatentNumbers.Parse(Digits[..i] + other + Digits[(i + 1)..] + ".5")?.Valid, $"position {i + 1}");
        }
    }
}
