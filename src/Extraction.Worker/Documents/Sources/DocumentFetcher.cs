using System.Text;
using Extraction.Contracts;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Documents.Sources;

/// <summary>Fetches the bytes of a document from the place that its message names.</summary>
internal sealed class DocumentFetcher(IOptions<DocumentsOptions> options, TimeProvider? time = null) : IDisposable
{
    private readonly DocumentsOptions _limits = options.Value;
    private readonly LocalFiles _files = new(options.Value);
    private readonly BlobDocuments _blobs = new(options.Value);
    private readonly WebPages _pages = new(options.Value, time ?? TimeProvider.System);

    /// <summary>Fetches what a message names.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<Outcome<DocumentBytes>> FetchAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int given = (source.Uri is null ? 0 : 1) + (source.Content is null ? 0 : 1) + (source.ContentBase64 is null ? 0 : 1);
        if (given != 1)
        {
            return new Rejection(FailureCode.MessageInvalid, $"The source of the document names {given} of uri, content and contentBase64; give exactly one.");
        }

        return source switch
        {
            { Content: string content } => Inline(content),
            { ContentBase64: string base64 } => Decode(base64),
            _ => await FromAddressAsync(source.Uri!, cancellationToken),
        };
    }

    /// <summary>Reads a file that the operator named on the command line: its place is his choice, the other limits hold.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<Outcome<DocumentBytes>> FetchFileAsync(string path, CancellationToken cancellationToken) => _files.ReadTrustedAsync(path, cancellationToken);

    public void Dispose() => _pages.Dispose();

    private Outcome<DocumentBytes> Inline(string content)
    {
        int length = Encoding.UTF8.GetByteCount(content);
        return length > _limits.MaxBytes
            ? LocalFiles.TooLarge("content", length, _limits.MaxBytes)
            : new DocumentBytes(Encoding.UTF8.GetBytes(content), "content", null);
    }

    private Outcome<DocumentBytes> Decode(string base64)
    {
        // Four characters carry three bytes; white space is allowed, so the exact length is known only afterwards.
        long atMost = base64.Length / 4 * 3L;
        if (atMost > _limits.MaxBytes * 2)
        {
            return LocalFiles.TooLarge("contentBase64", atMost, _limits.MaxBytes);
        }

        try
        {
            byte[] bytes = Convert.FromBase64String(base64);
            return bytes.Length > _limits.MaxBytes
                ? LocalFiles.TooLarge("contentBase64", bytes.Length, _limits.MaxBytes)
                : new DocumentBytes(bytes, "contentBase64", null);
        }
        catch (FormatException)
        {
            return new Rejection(FailureCode.MessageInvalid, "The source's contentBase64 is not base 64 (RFC 4648, section 4); encode the document's bytes again.");
        }
    }

    private async Task<Outcome<DocumentBytes>> FromAddressAsync(string uri, CancellationToken cancellationToken)
    {
        string trimmed = uri.Trim();
        if (trimmed.Length == 0)
        {
            return new Rejection(FailureCode.MessageInvalid, "The source's uri is blank; give a path or an address.");
        }

        string scheme = SchemeOf(trimmed);
        return scheme switch
        {
            "" => await _files.ReadAllowedAsync(trimmed, uri, cancellationToken),
            "file" => PathOf(trimmed) is string path
                ? await _files.ReadAllowedAsync(path, uri, cancellationToken)
                : new Rejection(FailureCode.DocumentForbidden, "The file: address names another machine; give a path on this one."),
            "http" or "https" when _blobs.Holds(trimmed) => await _blobs.FetchAsync(trimmed, cancellationToken),
            "http" or "https" => await _pages.FetchAsync(trimmed, cancellationToken),
            _ => new Rejection(FailureCode.DocumentForbidden, $"Addresses that begin with '{scheme}:' are not fetched; name a file inside the allowed roots."),
        };
    }

    /// <summary>The scheme in lower case, or an empty string for a path. One letter is a drive, not a scheme.</summary>
    private static string SchemeOf(string uri)
    {
        int colon = uri.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && char.IsAsciiLetter(uri[0]) && uri.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0
            ? uri[..colon].ToLowerInvariant()
            : string.Empty;
    }

    /// <summary>The path of a <c>file:</c> address, <c>file:relative/path</c> too; null where it names a host.</summary>
    private static string? PathOf(string uri)
    {
        string rest = uri["file:".Length..];
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            int slash = rest.IndexOf('/', 2);
            string host = slash < 0 ? rest[2..] : rest[2..slash];
            if (host.Length > 0 && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            rest = slash < 0 ? "/" : rest[slash..];
        }

        int end = rest.AsSpan().IndexOfAny('?', '#');
        return Uri.UnescapeDataString(end < 0 ? rest : rest[..end]);
    }

    private static readonly System.Buffers.SearchValues<char> SchemeCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}
