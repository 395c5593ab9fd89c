using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Documents;
using Extraction.Worker.Tests.Documents.Rendering;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class OcrTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AScannedPdfIsRecognisedWithItsPagesAndPlaces()
    {
        Tool.Need("chromium", "pdfseparate", "pdftoppm", "tesseract");
        byte[] picture = await PictureAsync("主营高温尼龙材料的研发、生产和销售。");
        byte[] scan = Some.PdfOfPicture(picture);
        using DocumentReader reader = Some.Reader(options => options.IsolateParsers = true);

        SourceText text = Some.Text(reader.Read(new DocumentBytes(scan, "scan.pdf", null), null, TestContext.Current.CancellationToken));

        Assert.Equal(SourceFormat.Pdf, text.Format);
        Assert.Contains("高温尼龙材料的研发", text.Text, StringComparison.Ordinal);
        int at = text.Text.IndexOf("尼龙", StringComparison.Ordinal);
        TextBox box = Assert.Single(text.BoxesOf(at, at + 2));
        Assert.Equal(1, box.Page);
        Assert.True(box.Top < box.Bottom && box.Left < box.Right);
        Assert.Contains(text.Notes, note => note.Contains("recognised", StringComparison.Ordinal));
    }

    [Fact]
    public async Task APictureIsRecognised()
    {
        Tool.Need("chromium", "pdfseparate", "pdftoppm", "tesseract");
        SourceText text = Some.Text(Some.Read(await PictureAsync("主营高温尼龙材料的研发、生产和销售。")));

        Assert.Equal(SourceFormat.Image, text.Format);
        Assert.Contains("高温尼龙材料的研发", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APictureOfEnglishIsRecognised()
    {
        Tool.Need("chromium", "pdfseparate", "pdftoppm", "tesseract");
        SourceText text = Some.Text(Some.Read(await PictureAsync("The company makes bearings for motor cars and for wind turbines. Its works stand in Ningbo and Jiaxing, where eight hundred people are employed.")));

        Assert.Contains("bearings for motor cars and for wind turbines", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutTesseractTheSentenceSaysWhatToInstall()
    {
        Rejection picture = Some.Rejection(Some.Read(Some.WhitePicture, configure: options => options.OcrCommand = "no-such-program"));
        Rejection scan = Some.Rejection(Some.Read(Some.PdfOfPicture(Some.WhitePicture), configure: options => options.OcrCommand = "no-such-program"));

        Assert.All([picture, scan], why =>
        {
            Assert.Equal(FailureCode.DocumentUnsupported, why.Code);
            Assert.Contains("tesseract-ocr-chi-sim", why.Sentence, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void WithoutALanguageTheSentenceSaysWhichToInstall()
    {
        Tool.Need("tesseract");
        Rejection why = Some.Rejection(Some.Read(Some.WhitePicture, configure: options => options.OcrLanguages = "xyz_abc"));

        Assert.Equal(FailureCode.DocumentUnsupported, why.Code);
        Assert.Contains("xyz_abc", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void WithOcrSwitchedOffAPictureIsUnsupported() =>
        Assert.Contains("Documents:Ocr", Some.Rejection(Some.Read(Some.WhitePicture, configure: options => options.Ocr = false)).Sentence, StringComparison.Ordinal);

    [Fact]
    public void APictureThatDeclaresToBeEnormousIsTooLarge()
    {
        byte[] bomb = [.. Some.WhitePicture];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(16), 100_000);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(20), 100_000);
        Tool.Need("tesseract");

        Rejection why = Some.Rejection(Some.Read(bomb));

        Assert.Equal(FailureCode.DocumentTooLarge, why.Code);
        Assert.Contains("100000 x 100000", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void APictureWithoutTextIsEmpty()
    {
        Tool.Need("tesseract");
        Assert.Equal(FailureCode.DocumentEmpty, Some.Rejection(Some.Read(Some.WhitePicture)).Code);
    }

    [Fact]
    public void MoreScannedPagesThanAllowedAreTooLargeWithFigures()
    {
        Tool.Need("tesseract", "pdftoppm");
        Rejection why = Some.Rejection(Some.Read(Some.PdfOfPicture(Some.WhitePicture, pages: 3), configure: options => options.MaxOcrPages = 1));

        Assert.Equal(FailureCode.DocumentTooLarge, why.Code);
        Assert.Contains("3 pages that are pictures, and at most 1", why.Sentence, StringComparison.Ordinal);
    }

    private async Task<byte[]> PictureAsync(string text) => await PrintedPages.PictureAsync((await PrintedPages.PrintAsync([text], 1, _folder))[0], _folder);
}
