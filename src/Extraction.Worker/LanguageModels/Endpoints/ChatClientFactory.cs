using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Identity;
using OpenAI;
using OpenAI.Chat;

namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>Makes the official clients, without their own retries: how often and when is asked again is the gateway's to decide.</summary>
internal static class ChatClientFactory
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <param name="endpoint">Where to.</param>
    /// <param name="transport">The HTTP transport, or null for one of its own.</param>
    public static ChatClient Create(Endpoint endpoint, PipelineTransport? transport = null) => CreateClient(endpoint, transport).GetChatClient(endpoint.Model);

    /// <summary>The client of all that the endpoint offers.</summary>
    public static OpenAIClient CreateClient(Endpoint endpoint, PipelineTransport? transport)
    {
        transport ??= OwnTransport();
        if (endpoint.Kind == EndpointKind.OpenAI)
        {
            OpenAIClientOptions options = new() { Endpoint = endpoint.Address };
            Configure(options, endpoint, transport);
            return new OpenAIClient(new ApiKeyCredential(endpoint.Key!), options);
        }

        AzureOpenAIClientOptions azure = new();
        Configure(azure, endpoint, transport);
        return endpoint.UsesEntra
            ? new AzureOpenAIClient(endpoint.Address, new DefaultAzureCredential(), azure)
            : new AzureOpenAIClient(endpoint.Address, new ApiKeyCredential(endpoint.Key!), azure);
    }

    private static void Configure(ClientPipelineOptions options, Endpoint endpoint, PipelineTransport transport)
    {
        options.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        options.Transport = transport;
        options.NetworkTimeout = endpoint.Timeout;
    }

    private static HttpClientPipelineTransport OwnTransport() => new(
        new HttpClient(new SocketsHttpHandler { ConnectTimeout = ConnectTimeout, PooledConnectionLifetime = ConnectionLifetime, AllowAutoRedirect = false })
        {
            // The deadline of a call is the endpoint's; this one would be a second one beside it.
            Timeout = Timeout.InfiniteTimeSpan,
        });
}
