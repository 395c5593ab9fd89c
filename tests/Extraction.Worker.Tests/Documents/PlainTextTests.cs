using System.Text;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    [InlineData("gb18030", false)]
    [InlineData("gb18030", true)]
    public void AChineseTextComesOutAsItIsInEveryEncoding(string charset, bool mark)
    {
        SourceText text = Some.Text(Some.Read(Some.Encoded(Some.ChineseProfile, charset, mark)));

        Assert.Equal(Some.ChineseProfile, text.Text);
        Assert.Equal(SourceFormat.PlainText, text.Format);
    }

    [Theory]
    [InlineData("公司")]
    [InlineData("丞达新材料")]
    [InlineData("主营业务：轴承")]
    [InlineData("宁波海天塑机集团有限公司")]
    [InlineData("Made by 嘉兴丞达 in China, since 2004.")]
    [InlineData("龘靐公司")]
    [InlineData("地址：浙江省嘉兴市南湖区亚太路705号\r\n电话：0573-83912345")]
    [InlineData("镕钧、洺川、堃晟等三家企业")]
    public void AShortGbkTextIsRecognised(string text)
    {
        Assert.Equal(text.ReplaceLineEndings("\n"), Some.Text(Some.Read(Some.Encoded(text, "gb18030"))).Text);
    }

    [Theory]
    [InlineData("臺灣積體電路製造股份有限公司是全球最大的晶圓代工廠")]
    [InlineData("鴻海精密工業")]
    [InlineData("主要產品：連接器、機殼")]
    public void ATraditionalTextInBig5IsRecognised(string text)
    {
        Assert.Equal(text, Some.Text(Some.Read(Some.Encoded(text, "big5"))).Text);
    }

    [Theory]
    [InlineData("Société générale, fondée à Évreux en 1964, fabrique des résines.", "windows-1252")]
    [InlineData("Компания производит подшипники для автомобильной промышленности.", "windows-1251")]
    [InlineData("株式会社日立製作所は、日本の電機メーカーであり、日立グループの中核企業である。", "shift_jis")]
    public void OtherLanguagesAreRecognised(string text, string charset)
    {
        Assert.Equal(text, Some.Text(Some.Read(Some.Encoded(text, charset))).Text);
    }

    [Fact]
    public void LineEndsBecomeLf()
    {
        Assert.Equal("a\nb\nc\n", Some.Text(Some.Read("a\r\nb\rc\n")).Text);
    }

    [Fact]
    public void AFormFeedEndsAPage()
    {
        SourceText text = Some.Text(Some.Read("first\n\fsecond\n\fthird"));

        Assert.Equal([1, 2, 3], text.Pages.Select(page => page.Number));
        Assert.Equal(2, text.PageAt(text.Text.IndexOf("second", StringComparison.Ordinal)));
        Assert.Equal(text.Text.Length, text.Pages[^1].End);
    }

    [Fact]
    public void AFewBrokenBytesInUtf8DoNotChangeTheRest()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Some.ChineseProfile, 5))), 0xE5, 0x85];

        Assert.StartsWith(Some.ChineseProfile, Some.Text(Some.Read(bytes)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\u3000\n")]
    [InlineData("\uFEFF")]
    public void ABlankTextIsEmpty(string text)
    {
        Assert.Equal(FailureCode.DocumentEmpty, Some.Rejection(Some.Read(text)).Code);
    }

    [Fact]
    public void BinaryJunkIsUnsupported()
    {
        byte[] junk = new byte[5000];
        new Random(7).NextBytes(junk);

        Assert.Equal(FailureCode.DocumentUnsupported, Some.Rejection(Some.Read(junk)).Code);
    }

    [Fact]
    public void Utf8ReadAsLatin1AndSavedAgainIsGarbled()
    {
        string garbled = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Some.ChineseProfile));

        Assert.Equal(FailureCode.DocumentGarbled, Some.Rejection(Some.Read(garbled)).Code);
    }

    [Fact]
    public void Utf8ReadAsGbkAndSavedAgainIsGarbled()
    {
        string garbled = Encoding.GetEncoding("gb18030").GetString(Encoding.UTF8.GetBytes(Some.ChineseProfile));

        Assert.Equal(FailureCode.DocumentGarbled, Some.Rejection(Some.Read(garbled)).Code);
    }

    [Fact]
    public void ReplacementCharactersInPlentyAreGarbled()
    {
        Assert.Equal(FailureCode.DocumentGarbled, Some.Rejection(Some.Read("公司\uFFFD\uFFFD\uFFFD\uFFFD主营\uFFFD\uFFFD")).Code);
    }

    [Fact]
    public void ALoneSurrogateAndANulKeepTheirPlaces()
    {
        byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("这家公司生产轴承和齿轮"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("\0并且销售到全国各地的汽车厂")];

        Assert.Equal("这家公司生产轴承和齿轮\uFFFD 并且销售到全国各地的汽车厂", Some.Text(Some.Read(bytes)).Text);
    }

    [Fact]
    public void TheHashIsThatOfTheBytes()
    {
        Assert.Equal("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", Some.Text(Some.Read("hello")).Sha256);
    }

    [Fact]
    public void ACancelledReadingSaysSo()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => Some.Reader().Read(new DocumentBytes("a"u8.ToArray(), "a", null), null, source.Token));
    }
}
