using Extraction.Worker.Grounding.Numerals;
using Xunit;

namespace Extraction.Worker.Tests.Grounding.Numerals;

public sealed class ChineseNumeralsTests
{
    [Theory]
    [InlineData("十二", 12)]
    [InlineData("十", 10)]
    [InlineData("二十", 20)]
    [InlineData("一百二十三", 123)]
    [InlineData("一百零五", 105)]
    [InlineData("一百五", 150)]
    [InlineData("一百十二", 112)]
    [InlineData("贰拾", 20)]
    [InlineData("壹佰贰拾叁", 123)]
    [InlineData("貳拾", 20)]
    [InlineData("两", 2)]
    [InlineData("两千零八", 2008)]
    [InlineData("〇", 0)]
    [InlineData("零", 0)]
    [InlineData("廿", 20)]
    [InlineData("廿三", 23)]
    [InlineData("二〇二三", 2023)]
    [InlineData("三万二", 32000)]
    [InlineData("三万零二", 30002)]
    [InlineData("一千二百万", 12000000)]
    [InlineData("三亿五千万", 350000000)]
    [InlineData("万亿", -1)]
    [InlineData("一万亿", 1000000000000)]
    [InlineData("12", 12)]
    [InlineData("１２", 12)]
    [InlineData("1 234", 1234)]
    [InlineData("1,234", 1234)]
    [InlineData("12万", 120000)]
    [InlineData("3.5万", 35000)]
    [InlineData("1.25亿", 125000000)]
    [InlineData("1亿2000万", 120000000)]
    [InlineData("1万2千", 12000)]
    [InlineData("0012", 12)]
    public void ReadsWhatTextsWrite(string text, long expected)
    {
        bool read = ChineseNumerals.TryParse(text, out long value);

        Assert.Equal(expected >= 0, read);
        Assert.Equal(Math.Max(expected, 0), value);
    }

    [Theory]
    [InlineData("十余")]
    [InlineData("近百")]
    [InlineData("数十")]
    [InlineData("几十")]
    [InlineData("上千")]
    [InlineData("若干")]
    [InlineData("百")]
    [InlineData("三五")]
    [InlineData("七八")]
    [InlineData("十百")]
    [InlineData("二十二十")]
    [InlineData("十二三")]
    [InlineData("3万5")]
    [InlineData("3.5")]
    [InlineData("1,23")]
    [InlineData("1.")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("项")]
    [InlineData("十二项")]
    [InlineData("99999999999999999999")]
    [InlineData("九亿亿亿亿")]
    [InlineData("①")]
    [InlineData("-3")]
    public void VagueOrMalformedAmountsAreNoNumber(string text) => Assert.False(ChineseNumerals.TryParse(text, out _));

    [Fact]
    public void EveryNumberThatIsWrittenOutIsReadBack()
    {
        for (long number = 0; number < 120_000; number += number < 2_500 ? 1 : 997)
        {
            Assert.True(ChineseNumerals.TryParse(WriteOut(number), out long value), WriteOut(number));
            Assert.Equal(number, value);
        }
    }

    private static string WriteOut(long number)
    {
        const string Figures = "零一二三四五六七八九";
        if (number >= 10_000)
        {
            long rest = number % 10_000;
            return WriteOut(number / 10_000) + "万" + (rest == 0 ? "" : (rest < 1_000 ? "零" : "") + WriteOut(rest));
        }

        string text = "";
        bool nought = false;
        foreach ((long unit, string name) in new[] { (1_000L, "千"), (100L, "百"), (10L, "十"), (1L, "") })
        {
            long figure = number / unit % 10;
            if (figure == 0)
            {
                nought = text.Length > 0;
                continue;
            }

            text += (nought ? "零" : "") + Figures[(int)figure] + name;
            nought = false;
        }

        return text.Length == 0 ? "零" : text;
    }
}
