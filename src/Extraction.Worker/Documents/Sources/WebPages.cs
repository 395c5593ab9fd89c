using System.Net;
using System.Net.Sockets;
using Extraction.Contracts;

namespace Extraction.Worker.Documents.Sources;

/// <summary>
/// Fetches documents over HTTP(S) from allowed hosts. A host's name is resolved here, its addresses are judged, and the connection goes to
/// a judged address, on every redirect anew: a name cannot be bound to another address in between.
/// </summary>
internal sealed class WebPages : IDisposable
{
    private readonly DocumentsOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public WebPages(DocumentsOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 64,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("extraction-worker/1.0");
    }

    public async Task<Outcome<DocumentBytes>> FetchAsync(string address, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(_options.HttpSeconds), _time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await FollowAsync(address, both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Later($"The page was not fetched within {_options.HttpSeconds} seconds (Documents:HttpSeconds).");
        }
        catch (Exception fault) when (Forbidden(fault) is ForbiddenAddressException forbidden)
        {
            return new Rejection(FailureCode.DocumentForbidden, $"{forbidden.Message} Such addresses are not fetched; set Documents:AllowPrivateAddresses to allow them.");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException)
        {
            return Later($"The page could not be fetched ({fault.GetType().Name}: {(fault as HttpRequestException)?.HttpRequestError.ToString() ?? "connection lost"}).");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<Outcome<DocumentBytes>> FollowAsync(string address, CancellationToken cancellationToken)
    {
        string current = address;
        for (int redirects = 0; redirects <= _options.MaxRedirects; redirects++)
        {
            if (!Uri.TryCreate(current, UriKind.Absolute, out Uri? uri))
            {
                return new Rejection(FailureCode.MessageInvalid, "The document's address is no address; correct it in the crawler.");
            }

            if (Refuse(uri) is Rejection why)
            {
                return why;
            }

            using HttpResponseMessage response = await _client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                && response.Headers.Location is Uri next)
            {
                current = new Uri(uri, next).AbsoluteUri;
                continue;
            }

            return response.IsSuccessStatusCode ? await ReadAsync(response, uri, address, cancellationToken) : Failed(response);
        }

        return new Rejection(FailureCode.DocumentForbidden, $"The page redirects more than {_options.MaxRedirects} times; give its final address or raise Documents:MaxRedirects.");
    }

    private async Task<Outcome<DocumentBytes>> ReadAsync(HttpResponseMessage response, Uri uri, string address, CancellationToken cancellationToken)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream content = new();
        byte[] buffer = new byte[64 << 10];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > _options.MaxBytes)
            {
                return new Rejection(
                    FailureCode.DocumentTooLarge,
                    $"The page has {Math.Max(content.Length, response.Content.Headers.ContentLength ?? 0)} bytes or more, and at most {_options.MaxBytes} are read; raise Documents:MaxBytes.");
            }
        }

        return new DocumentBytes(content.ToArray(), uri.Segments[^1], address) { ContentType = response.Content.Headers.ContentType?.ToString() };
    }

    private Rejection? Refuse(Uri uri)
    {
        if (uri.Scheme is not ("http" or "https"))
        {
            return new Rejection(FailureCode.DocumentForbidden, $"The page leads to a '{uri.Scheme}:' address, which is not fetched; give an https: address.");
        }

        if (uri.UserInfo.Length > 0)
        {
            return new Rejection(FailureCode.DocumentForbidden, "The address holds a user name or password, which is not sent; give an address without.");
        }

        return _options.AllowedHosts.Any(pattern => Matches(pattern, uri.IdnHost))
            ? null
            : new Rejection(FailureCode.DocumentForbidden, $"'{uri.Host}' is none of the hosts that documents are fetched from; add it to Documents:AllowedHosts, or let the crawler store the page.");
    }

    private static bool Matches(string pattern, string host) =>
        pattern == "*" || (pattern.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(pattern, StringComparison.OrdinalIgnoreCase));

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(context.DnsEndPoint.Host, out IPAddress? literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        IPAddress[] allowed = _options.AllowPrivateAddresses ? addresses : [.. addresses.Where(PublicAddresses.IsPublic)];
        if (allowed.Length == 0 && addresses.Length > 0)
        {
            throw new ForbiddenAddressException(context.DnsEndPoint.Host);
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Outcome<DocumentBytes> Failed(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        return status switch
        {
            404 or 410 => new Rejection(FailureCode.DocumentMissing, $"The page is not there (HTTP {status}); correct its address or discard the document."),
            401 or 403 or 407 or 451 => new Rejection(FailureCode.DocumentForbidden, $"The host does not give the page to the worker (HTTP {status}); let the crawler store it."),
            408 or 425 or 429 or >= 500 => new RetryReason($"The host cannot give the page now (HTTP {status}).", RetryAfter(response), CostsAttempt: true),
            _ => new Rejection(FailureCode.DocumentMissing, $"The host does not give the page (HTTP {status}); correct its address."),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? after = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - _time.GetUtcNow();
        return after is TimeSpan wait && wait > TimeSpan.Zero && wait < TimeSpan.FromHours(1) ? wait : null;
    }

    private static ForbiddenAddressException? Forbidden(Exception? fault) =>
        fault is null or ForbiddenAddressException ? fault as ForbiddenAddressException : Forbidden(fault.InnerException);

    private static RetryReason Later(string sentence) => new(sentence, CostsAttempt: true);
}
