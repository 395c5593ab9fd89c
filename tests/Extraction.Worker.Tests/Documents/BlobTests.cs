using Azure.Storage.Blobs;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Extraction.Worker.Documents.Sources;
using Microsoft.Extensions.Options;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class BlobTests : IAsyncLifetime
{
    private const string Variable = "EXTRACTION_TEST_AZURITE";
    private readonly string _name = "reports-" + Guid.NewGuid().ToString("N")[..12];
    private BlobContainerClient? _container;

    private string Container => _container!.Uri.AbsoluteUri;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connection)
        {
            _container = new BlobContainerClient(connection, _name);
            await _container.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
            await _container.GetBlobClient("2026/报告 1.txt").UploadAsync(BinaryData.FromString("丞达"), TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_container is not null)
        {
            await _container.DeleteAsync(cancellationToken: default);
        }
    }

    [Fact]
    public async Task ABlobInAnAllowedContainerIsRead()
    {
        Need();
        Outcome<DocumentBytes> outcome = await FetchAsync(Container + "/2026/%E6%8A%A5%E5%91%8A%201.txt");

        DocumentBytes bytes = Assert.IsType<Outcome<DocumentBytes>.Done>(outcome).Value;
        Assert.Equal("丞达"u8, bytes.Content.Span);
        Assert.Equal("报告 1.txt", bytes.Name);
    }

    [Theory]
    [InlineData("/nothing.txt", FailureCode.DocumentMissing)]
    [InlineData("/2026/%E6%8A%A5%E5%91%8A%201.txt?sv=token", FailureCode.DocumentForbidden)]
    [InlineData("/../other/a.txt", FailureCode.DocumentForbidden)]
    [InlineData("/%2e%2e/other/a.txt", FailureCode.DocumentForbidden)]
    [InlineData("x/a.txt", FailureCode.DocumentForbidden)]
    [InlineData("/", FailureCode.DocumentForbidden)]
    public async Task AnyOtherAddressIsRefusedWithItsCode(string path, FailureCode code)
    {
        Need();
        Assert.Equal(code, Some.Rejection(await FetchAsync(Container + path)).Code);
    }

    [Fact]
    public async Task ABlobOverTheLimitIsTooLargeWithFigures()
    {
        Need();
        Rejection why = Some.Rejection(await FetchAsync(Container + "/2026/%E6%8A%A5%E5%91%8A%201.txt", options => options.MaxBytes = 5));

        Assert.Equal(FailureCode.DocumentTooLarge, why.Code);
        Assert.Contains("6 bytes, and at most 5", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStorageThatIsAwayIsAskedAgainLater()
    {
        DocumentsOptions options = new() { BlobContainers = { "http://127.0.0.1:1/account/reports" }, BlobConnectionFrom = "EXTRACTION_TEST_AZURITE_AWAY", HttpSeconds = 1 };
        Environment.SetEnvironmentVariable("EXTRACTION_TEST_AZURITE_AWAY", $"DefaultEndpointsProtocol=http;AccountName=account;AccountKey={Convert.ToBase64String("key"u8)};BlobEndpoint=http://127.0.0.1:1/account;");

        Outcome<DocumentBytes> outcome = await new DocumentFetcher(Options.Create(options)).FetchAsync(new DocumentSource(Uri: "http://127.0.0.1:1/account/reports/a.txt"), TestContext.Current.CancellationToken);

        Assert.IsType<Outcome<DocumentBytes>.Retry>(outcome);
    }

    private static void Need() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 },
        $"{Variable} names no blob storage; eng/azurite start DIR PORT starts one");

    private async Task<Outcome<DocumentBytes>> FetchAsync(string address, Action<DocumentsOptions>? configure = null)
    {
        DocumentsOptions options = new() { BlobContainers = { Container }, BlobConnectionFrom = Variable };
        configure?.Invoke(options);
        using DocumentFetcher fetcher = new(Options.Create(options));
        return await fetcher.FetchAsync(new DocumentSource(Uri: address), TestContext.Current.CancellationToken);
    }
}
