using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Extraction.Contracts;

namespace Extraction.Worker.Documents.Sources;

/// <summary>
/// Reads documents from Azure Blob Storage: from the containers that the operator names, with the key or the identity that the worker has. A message
/// names the blob only; it carries no key and no token.
/// </summary>
internal sealed class BlobDocuments(DocumentsOptions options)
{
    private readonly Dictionary<string, BlobContainerClient> _clients = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Whether an address leads into an allowed container.</summary>
    public bool Holds(string address) => ContainerOf(address) is not null;

    /// <summary>Fetches a blob.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<Outcome<DocumentBytes>> FetchAsync(string address, CancellationToken cancellationToken)
    {
        Uri uri = new(address);
        string container = ContainerOf(address)!;
        if (uri.Query.Length > 0 || uri.UserInfo.Length > 0)
        {
            return new Rejection(FailureCode.DocumentForbidden, "The blob's address holds a token or a user name, which a message must not carry; give the address alone, the worker has its own access.");
        }

        string name = Uri.UnescapeDataString(uri.AbsoluteUri[(container.Length + 1)..]);
        try
        {
            BlobClient blob = Client(container).GetBlobClient(name);
            using BlobDownloadStreamingResult download = await blob.DownloadStreamingAsync(cancellationToken: cancellationToken);
            if (download.Details.ContentLength > options.MaxBytes)
            {
                return LocalFiles.TooLarge(address, download.Details.ContentLength, options.MaxBytes);
            }

            using MemoryStream content = new((int)download.Details.ContentLength);
            await download.Content.CopyToAsync(content, cancellationToken);
            return new DocumentBytes(content.ToArray(), name.Split('/')[^1], address) { ContentType = download.Details.ContentType };
        }
        catch (RequestFailedException fault)
        {
            return Explain(fault, address);
        }
        catch (Exception fault) when (fault is IOException or AuthenticationFailedException or AggregateException or FormatException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new RetryReason($"The blob storage could not be asked ({fault.GetType().Name}); check its address, the network and the worker's access to it.", CostsAttempt: true);
        }
    }

    private string? ContainerOf(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
        {
            return null;
        }

        // The comparison is made on the form without dot segments, so that none leads out of a container.
        return options.BlobContainers.Select(container => container.TrimEnd('/'))
            .FirstOrDefault(container => uri.AbsoluteUri.StartsWith(container + "/", StringComparison.Ordinal) && uri.AbsoluteUri.Length > container.Length + 1);
    }

    private BlobContainerClient Client(string container)
    {
        lock (_gate)
        {
            if (!_clients.TryGetValue(container, out BlobContainerClient? client))
            {
                BlobClientOptions settings = new();
                settings.Retry.MaxRetries = 2;
                settings.Retry.NetworkTimeout = TimeSpan.FromSeconds(options.HttpSeconds);
                string? connection = Environment.GetEnvironmentVariable(options.BlobConnectionFrom);
                client = string.IsNullOrWhiteSpace(connection)
                    ? new BlobContainerClient(new Uri(container), new DefaultAzureCredential(), settings)
                    : new BlobContainerClient(connection, container[(container.LastIndexOf('/') + 1)..], settings);
                if (client.Uri.AbsoluteUri.TrimEnd('/') != container)
                {
                    throw new FormatException("The connection string is for another account.");
                }

                _clients[container] = client;
            }

            return client;
        }
    }

    private static Outcome<DocumentBytes> Explain(RequestFailedException fault, string address) => fault.Status switch
    {
        404 => new Rejection(FailureCode.DocumentMissing, $"'{address}' is not there; put the blob there and submit or replay the document."),
        401 or 403 => new Rejection(FailureCode.DocumentForbidden, $"The worker may not read '{address}'; grant it 'Storage Blob Data Reader' on the container, then replay."),
        400 or 409 or 412 => new Rejection(FailureCode.DocumentMissing, $"The storage does not give '{address}' (HTTP {fault.Status}); correct its address, or bring it back from the archive tier."),
        _ => new RetryReason($"The blob storage cannot give the document now (HTTP {fault.Status}).", CostsAttempt: true),
    };
}
