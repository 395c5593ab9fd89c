using System.Text;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class PdfTests
{
    [Fact]
    public void TextIsReadWithItsPages()
    {
        SourceText text = Some.Text(Some.Read(Some.Pdf(["Annual report", "", "Bearings are made in Ningbo."], ["Patents: 12"])));

        Assert.Equal(SourceFormat.Pdf, text.Format);
        Assert.Equal("Annual report\nBearings are made in Ningbo.\nPatents: 12\n", text.Text);
        Assert.Equal(2, text.PageAt(text.Text.IndexOf("12", StringComparison.Ordinal)));
        Assert.Equal([(1, 0), (2, 43)], text.Pages.Select(page => (page.Number, page.Start)));
    }

    [Fact]
    public void APdfNamedTxtIsAPdf()
    {
        Assert.Equal(SourceFormat.Pdf, Some.Text(Some.Read(Some.Pdf(["Bearings"]), "text/plain", name: "a.txt")).Format);
    }

    [Fact]
    public void LinesOfOneSentenceAreJoined()
    {
        SourceText text = Some.Text(Some.Read(Some.Pdf([
            "The company makes bearings and gears for the motor industry and has many custo-",
            "mers in Europe. Its products are sold in thirty countries, among them Germany and",
            "France, where it has a branch.",
            "Second paragraph."])));

        Assert.Equal(
            "The company makes bearings and gears for the motor industry and has many customers in Europe. Its products are sold in thirty countries, among them Germany and France, where it has a branch.\nSecond paragraph.\n",
            text.Text);
    }

    [Fact]
    public void APdfWithoutTextIsEmpty()
    {
        Assert.Equal(FailureCode.DocumentEmpty, Some.Rejection(Some.Read(Some.Pdf([""]))).Code);
    }

    [Fact]
    public void ADamagedPdfIsCorrupt()
    {
        Assert.Equal(FailureCode.DocumentCorrupt, Some.Rejection(Some.Read("%PDF-1.7\nnothing follows"u8.ToArray())).Code);
    }

    [Fact]
    public void APageLimitIsNamedWithFigures()
    {
        Rejection why = Some.Rejection(Some.Read(Some.Pdf(["a"], ["b"], ["c"]), configure: options => options.MaxPages = 2));

        Assert.Equal(FailureCode.DocumentTooLarge, why.Code);
        Assert.Contains("3 pages", why.Sentence, StringComparison.Ordinal);
        Assert.Contains("Documents:MaxPages", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void AByteLimitIsNamedWithFigures()
    {
        Rejection why = Some.Rejection(Some.Read(Encoding.UTF8.GetBytes(new string('a', 11)), configure: options => options.MaxBytes = 10));

        Assert.Equal(FailureCode.DocumentTooLarge, why.Code);
        Assert.Contains("11 bytes, and at most 10", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void ACharacterLimitIsNamedWithFigures()
    {
        Rejection why = Some.Rejection(Some.Read(Encoding.UTF8.GetBytes(new string('a', 11)), configure: options => options.MaxCharacters = 10));

        Assert.Contains("longer than 10 characters", why.Sentence, StringComparison.Ordinal);
    }
}
