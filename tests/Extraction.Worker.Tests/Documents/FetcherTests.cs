using System.Text;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Extraction.Worker.Documents.Sources;
using Microsoft.Extensions.Options;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class FetcherTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("extraction-fetcher-");
    private readonly string _root;
    private readonly string _outside;

    public FetcherTests()
    {
        _root = _folder.CreateSubdirectory("root").FullName;
        _outside = _folder.CreateSubdirectory("outside").FullName;
        File.WriteAllText(Path.Combine(_root, "a.txt"), "inside");
        Directory.CreateDirectory(Path.Combine(_root, "sub"));
        File.WriteAllText(Path.Combine(_root, "sub", "公司 b.txt"), "deeper");
        File.WriteAllText(Path.Combine(_outside, "secret.txt"), "secret");
        File.CreateSymbolicLink(Path.Combine(_root, "link.txt"), Path.Combine(_outside, "secret.txt"));
        File.CreateSymbolicLink(Path.Combine(_root, "linked"), _outside);
        File.CreateSymbolicLink(Path.Combine(_root, "good-link.txt"), Path.Combine(_root, "a.txt"));
        File.CreateSymbolicLink(Path.Combine(_root, "loop"), Path.Combine(_root, "loop"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a.txt", "inside")]
    [InlineData("./sub/../a.txt", "inside")]
    [InlineData("file:a.txt", "inside")]
    [InlineData("sub/公司 b.txt", "deeper")]
    [InlineData("file:sub/%E5%85%AC%E5%8F%B8%20b.txt", "deeper")]
    [InlineData("good-link.txt", "inside")]
    [InlineData("file://ROOT/a.txt", "inside")]
    [InlineData("file://localhostROOT/a.txt", "inside")]
    [InlineData("ROOT/a.txt", "inside")]
    public async Task AFileInsideARootIsRead(string uri, string expected)
    {
        Outcome<DocumentBytes> outcome = await Fetch(new DocumentSource(Uri: uri.Replace("ROOT", _root, StringComparison.Ordinal)));

        Assert.Equal(expected, Encoding.UTF8.GetString(Assert.IsType<Outcome<DocumentBytes>.Done>(outcome).Value.Content.Span));
    }

    [Theory]
    [InlineData("../outside/secret.txt", FailureCode.DocumentForbidden)]
    [InlineData("sub/../../outside/secret.txt", FailureCode.DocumentForbidden)]
    [InlineData("OUTSIDE/secret.txt", FailureCode.DocumentForbidden)]
    [InlineData("ROOTx/secret.txt", FailureCode.DocumentForbidden)]
    [InlineData("file:///etc/passwd", FailureCode.DocumentForbidden)]
    [InlineData("file:%2e%2e/outside/secret.txt", FailureCode.DocumentForbidden)]
    [InlineData("link.txt", FailureCode.DocumentForbidden)]
    [InlineData("linked/secret.txt", FailureCode.DocumentForbidden)]
    [InlineData("loop", FailureCode.DocumentForbidden)]
    [InlineData("sub", FailureCode.DocumentForbidden)]
    [InlineData("file://other-host/share/a.txt", FailureCode.DocumentForbidden)]
    [InlineData("gopher://127.0.0.1/", FailureCode.DocumentForbidden)]
    [InlineData("http://169.254.169.254/latest/meta-data", FailureCode.DocumentForbidden)]
    [InlineData("missing.txt", FailureCode.DocumentMissing)]
    [InlineData("missing/b.txt", FailureCode.DocumentMissing)]
    [InlineData("a.txt/b", FailureCode.DocumentMissing)]
    [InlineData("  ", FailureCode.MessageInvalid)]
    [InlineData("a\0.txt", FailureCode.MessageInvalid)]
    public async Task AnyOtherPlaceIsRefusedWithItsCode(string uri, FailureCode code)
    {
        Outcome<DocumentBytes> outcome = await Fetch(new DocumentSource(Uri: uri.Replace("ROOT", _root, StringComparison.Ordinal).Replace("OUTSIDE", _outside, StringComparison.Ordinal)));

        Assert.Equal(code, Some.Rejection(outcome).Code);
    }

    [Fact]
    public async Task AFileOverTheLimitIsTooLargeWithFigures()
    {
        Rejection why = Some.Rejection(await Fetch(new DocumentSource(Uri: "a.txt"), options => options.MaxBytes = 5));

        Assert.Equal(FailureCode.DocumentTooLarge, why.Code);
        Assert.Contains("6 bytes, and at most 5", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TextAndBase64InTheMessageAreTaken()
    {
        Outcome<DocumentBytes> text = await Fetch(new DocumentSource(Content: "公司"));
        Outcome<DocumentBytes> base64 = await Fetch(new DocumentSource(ContentBase64: Convert.ToBase64String("公司"u8)));

        Assert.Equal("公司"u8, Assert.IsType<Outcome<DocumentBytes>.Done>(text).Value.Content.Span);
        Assert.Equal("公司"u8, Assert.IsType<Outcome<DocumentBytes>.Done>(base64).Value.Content.Span);
    }

    [Fact]
    public async Task ASourceThatIsNotExactlyOneIsInvalid()
    {
        Assert.Equal(FailureCode.MessageInvalid, Some.Rejection(await Fetch(new DocumentSource())).Code);
        Assert.Equal(FailureCode.MessageInvalid, Some.Rejection(await Fetch(new DocumentSource("a.txt", "text"))).Code);
        Assert.Equal(FailureCode.MessageInvalid, Some.Rejection(await Fetch(new DocumentSource(ContentBase64: "not base 64!"))).Code);
    }

    [Fact]
    public async Task AFileThatTheOperatorNamesMayStandAnywhere()
    {
        DocumentFetcher fetcher = new(Options.Create(new DocumentsOptions { AllowedRoots = { _root } }));

        Outcome<DocumentBytes> outcome = await fetcher.FetchFileAsync(Path.Combine(_outside, "secret.txt"), TestContext.Current.CancellationToken);

        Assert.IsType<Outcome<DocumentBytes>.Done>(outcome);
    }

    private Task<Outcome<DocumentBytes>> Fetch(DocumentSource source, Action<DocumentsOptions>? configure = null)
    {
        DocumentsOptions options = new() { AllowedRoots = { _root } };
        configure?.Invoke(options);
        return new DocumentFetcher(Options.Create(options)).FetchAsync(source, TestContext.Current.CancellationToken);
    }
}
