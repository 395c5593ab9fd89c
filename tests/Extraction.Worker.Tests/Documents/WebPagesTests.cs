using System.Net;
using System.Net.Sockets;
using System.Text;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Extraction.Worker.Documents.Sources;
using Microsoft.Extensions.Options;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class WebPagesTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private int _connections;
    private Func<string, string> _answer = _ => Page("公司简介");

    public WebPagesTests()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    private string Root => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    [Fact]
    public async Task APageOfAnAllowedHostIsFetchedWithItsDeclaredType()
    {
        DocumentBytes bytes = Assert.IsType<Outcome<DocumentBytes>.Done>(await Fetch($"{Root}/a/page.html")).Value;

        Assert.Equal("公司简介", Encoding.UTF8.GetString(bytes.Content.Span));
        Assert.Equal("text/html; charset=utf-8", bytes.ContentType);
        Assert.Equal("page.html", bytes.Name);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("0.0.0.0")]
    [InlineData("2130706433")]
    [InlineData("169.254.169.254")]
    public async Task APrivateAddressIsRefusedBeforeAConnectionIsOpened(string host)
    {
        Rejection why = Some.Rejection(await Fetch(Root.Replace("127.0.0.1", host, StringComparison.Ordinal), options => options.AllowPrivateAddresses = false));

        Assert.Equal(FailureCode.DocumentForbidden, why.Code);
        Assert.Equal(0, _connections);
    }

    [Theory]
    [InlineData("http://localhost:PORT/", "is none of the hosts")]
    [InlineData("file:///etc/passwd", "'file:' address")]
    [InlineData("gopher://127.0.0.1:70/", "'gopher:' address")]
    [InlineData("http://user:password@127.0.0.1:PORT/", "user name or password")]
    public async Task ARedirectToAForbiddenPlaceIsRefused(string target, string sentence)
    {
        string location = target.Replace("PORT", Root.Split(':')[^1], StringComparison.Ordinal);
        _answer = _ => $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";

        Rejection why = Some.Rejection(await Fetch(Root, options => options.AllowedHosts.Remove("localhost")));

        Assert.Equal(FailureCode.DocumentForbidden, why.Code);
        Assert.Contains(sentence, why.Sentence, StringComparison.Ordinal);
        Assert.Equal(1, _connections);
    }

    [Fact]
    public async Task RedirectsThatGoRoundEnd()
    {
        _answer = _ => "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n";

        Assert.Contains("more than 5 times", Some.Rejection(await Fetch(Root)).Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, FailureCode.DocumentMissing)]
    [InlineData(403, FailureCode.DocumentForbidden)]
    public async Task AHostThatRefusesIsBelieved(int status, FailureCode code)
    {
        _answer = _ => $"HTTP/1.1 {status} x\r\nContent-Length: 0\r\n\r\n";

        Assert.Equal(code, Some.Rejection(await Fetch(Root)).Code);
    }

    [Fact]
    public async Task ABusyHostIsAskedAgainAfterTheTimeThatItNames()
    {
        _answer = _ => "HTTP/1.1 503 x\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";

        RetryReason why = Assert.IsType<Outcome<DocumentBytes>.Retry>(await Fetch(Root)).Why;

        Assert.Equal(TimeSpan.FromSeconds(7), why.After);
    }

    [Fact]
    public async Task APageOverTheLimitIsTooLarge()
    {
        _answer = _ => Page(new string('a', 5000));

        Assert.Equal(FailureCode.DocumentTooLarge, Some.Rejection(await Fetch(Root, options => options.MaxBytes = 1000)).Code);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    public void AddressesOfOnesOwnNetworkAreKnown(string address, bool isPublic)
    {
        Assert.Equal(isPublic, PublicAddresses.IsPublic(IPAddress.Parse(address)));
    }

    private static string Page(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private static async Task<Outcome<DocumentBytes>> Fetch(string address, Action<DocumentsOptions>? configure = null)
    {
        DocumentsOptions options = new()
        {
            AllowedHosts = { "127.0.0.1", "localhost", "[::1]", "::1", "[::ffff:127.0.0.1]", "::ffff:127.0.0.1", "0.0.0.0", "169.254.169.254" },
            AllowPrivateAddresses = true,
        };
        configure?.Invoke(options);
        using DocumentFetcher fetcher = new(Options.Create(options));
        return await fetcher.FetchAsync(new DocumentSource(Uri: address), TestContext.Current.CancellationToken);
    }

    private async Task ServeAsync()
    {
        byte[] buffer = new byte[8192];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                NetworkStream stream = client.GetStream();
                int read;
                while ((read = await stream.ReadAsync(buffer, _stop.Token)) > 0)
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(_answer(Encoding.ASCII.GetString(buffer, 0, read))), _stop.Token);
                }
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The client closed its end, or the test is over.
            }
        }
    }
}
