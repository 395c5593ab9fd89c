using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel.ChatCompletion;
using BinaryContent = System.ClientModel.BinaryContent;
using ChatClient = OpenAI.Chat.ChatClient;

namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>
/// Calls over the official <see cref="ChatClient"/>, to Azure OpenAI and every compatible endpoint. One call is one request, but for a request that the endpoint
/// refuses in a way that says how to put it.
/// </summary>
internal sealed partial class EndpointClient(Endpoint endpoint, ChatClient client, TimeProvider time, ILogger<EndpointClient> logger)
{
    private readonly EndpointFaults _faults = new(endpoint, time);
    private EndpointAbilities _abilities = new(endpoint.Structured, NewTokenLimit: false, Sampling: true);

    /// <summary>One call.</summary>
    /// <param name="messages">What is asked.</param>
    /// <param name="settings">How.</param>
    /// <param name="observe">Given the headers of every answer, a refusal's too.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ModelCallException">The call brought no reply.</exception>
    public async Task<ModelAnswer> CallAsync(ChatHistory messages, ModelCallSettings settings, Action<PipelineResponseHeaders>? observe, CancellationToken cancellationToken)
    {
        while (true)
        {
            EndpointAbilities abilities = _abilities;
            PipelineResponse response = await SendAsync(ChatRequest.Write(endpoint.Model, messages, settings, abilities), cancellationToken);
            observe?.Invoke(response.Headers);
            if (!response.IsError)
            {
                return ChatResponse.Read(response.Content, endpoint.Model) ?? throw _faults.NotJson(response);
            }

            EndpointError error = EndpointError.Read(response.Content);
            ModelCallException fault = _faults.Of(response, error);
            EndpointAbilities? less = null;
            if (fault.Fault == ModelFault.BadRequest)
            {
                less = abilities.Without(error.Complaint, out string what);
                if (less is not null && Interlocked.CompareExchange(ref _abilities, less, abilities) == abilities)
                {
                    LogLess(endpoint, what);
                }
            }

            if (less is null)
            {
                throw fault;
            }
        }
    }

    private async Task<PipelineResponse> SendAsync(BinaryData body, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(endpoint.Timeout, time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using BinaryContent content = BinaryContent.Create(body);
        try
        {
            RequestOptions options = new() { CancellationToken = both.Token, ErrorOptions = ClientErrorBehaviors.NoThrow };
            ClientResult result = await client.CompleteChatAsync(content, options);
            return result.GetRawResponse();
        }
        catch (Exception e) when (EndpointFaults.IsFault(e) && !cancellationToken.IsCancellationRequested)
        {
            throw _faults.Of(e);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && e is not OperationCanceledException)
        {
            throw new OperationCanceledException("The call to the model was cancelled.", e, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model endpoint {Endpoint} takes less than configured: {What}.")]
    private partial void LogLess(Endpoint endpoint, string what);
}
