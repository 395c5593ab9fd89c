using Extraction.Contracts;

namespace Extraction.Worker.Documents.Sources;

/// <summary>Reads files from the disk, each trouble as its own sentence.</summary>
internal sealed class LocalFiles(DocumentsOptions options)
{
    private readonly AllowedRoots _roots = new(options.AllowedRoots);

    /// <summary>Reads a file that a message names: inside the allowed roots only, links followed before that is judged.</summary>
    public async Task<Outcome<DocumentBytes>> ReadAllowedAsync(string path, string uri, CancellationToken cancellationToken)
    {
        try
        {
            string? first = null;
            foreach (string candidate in _roots.Candidates(path))
            {
                string? real = AllowedRoots.Real(candidate);
                if (real is null || !_roots.Contains(real))
                {
                    return Forbidden($"'{path}' leads outside the allowed roots ({_roots.Names}); move the file there or add its folder to Documents:AllowedRoots.");
                }

                first ??= real;
                if (File.Exists(real) || Directory.Exists(real))
                {
                    return await ReadAsync(real, path, uri, cancellationToken);
                }
            }

            return await ReadAsync(first!, path, uri, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException)
        {
            return Trouble(path, fault);
        }
    }

    /// <summary>Reads a file that the operator named himself, wherever it is.</summary>
    public async Task<Outcome<DocumentBytes>> ReadTrustedAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            string full = Path.GetFullPath(path);
            return await ReadAsync(full, path, new Uri(full).AbsoluteUri, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException or UriFormatException)
        {
            return Trouble(path, fault);
        }
    }

    private async Task<Outcome<DocumentBytes>> ReadAsync(string full, string shown, string uri, CancellationToken cancellationToken)
    {
        if (Directory.Exists(full))
        {
            return Forbidden($"'{shown}' is a folder; name a file in it.");
        }

        FileInfo file = new(full);
        if (!file.Exists)
        {
            // A folder that may not be entered hides its files; opening tells that apart from a file that is not there.
            File.OpenHandle(full).Dispose();
            return new Rejection(FailureCode.DocumentMissing, $"'{shown}' is not there; put the file there and submit or replay the document.");
        }

        if (file.Length > options.MaxBytes)
        {
            return TooLarge(shown, file.Length, options.MaxBytes);
        }

        // Pipes and devices have no length, and opening one could wait for ever; the reader says that there is nothing to read.
        byte[] content = file.Length == 0 ? [] : await ReadBoundedAsync(full, (int)file.Length, cancellationToken);
        return content.Length > options.MaxBytes
            ? TooLarge(shown, content.Length, options.MaxBytes)
            : new DocumentBytes(content, Path.GetFileName(full), uri);
    }

    /// <summary>Reads a file that may grow or shrink meanwhile, one byte beyond the limit at most.</summary>
    private async Task<byte[]> ReadBoundedAsync(string full, int expected, CancellationToken cancellationToken)
    {
        await using FileStream stream = new(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        byte[] buffer = new byte[expected];
        int length = await stream.ReadAtLeastAsync(buffer, expected, throwOnEndOfStream: false, cancellationToken);
        if (length < expected)
        {
            return buffer[..length];
        }

        byte[] more = new byte[64 << 10];
        int read;
        while (length <= options.MaxBytes && (read = await stream.ReadAsync(more, cancellationToken)) > 0)
        {
            Array.Resize(ref buffer, length + read);
            more.AsSpan(0, read).CopyTo(buffer.AsSpan(length));
            length += read;
        }

        return buffer;
    }

    internal static Rejection TooLarge(string shown, long length, long most) =>
        new(FailureCode.DocumentTooLarge, $"'{shown}' has {length} bytes, and at most {most} are read; raise Documents:MaxBytes or split the document.");

    private static Rejection Forbidden(string sentence) => new(FailureCode.DocumentForbidden, sentence);

    private static Outcome<DocumentBytes> Trouble(string shown, Exception fault) => fault switch
    {
        UnauthorizedAccessException or System.Security.SecurityException => Forbidden($"The worker has no right to read '{shown}'; grant it, then replay."),
        FileNotFoundException or DirectoryNotFoundException => new Rejection(FailureCode.DocumentMissing, $"'{shown}' is not there; put the file there and submit or replay the document."),
        PathTooLongException or ArgumentException or NotSupportedException or UriFormatException => new Rejection(FailureCode.MessageInvalid, $"The path of the document is no path ({fault.GetType().Name}); correct it in the crawler."),
        _ => new RetryReason($"'{shown}' could not be read now ({fault.GetType().Name}); the disk or share may be away.", CostsAttempt: true),
    };
}
