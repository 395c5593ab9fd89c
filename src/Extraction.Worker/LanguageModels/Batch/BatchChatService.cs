using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Endpoints;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Extraction.Worker.LanguageModels.Batch;

/// <summary>
/// A chat service that answers from collected replies, and keeps every question that has none for the next round. So a document goes through the same path as
/// ever, as often as it takes: the prompts, the checks of replies and the questions asked again are those of the running worker.
/// </summary>
internal sealed class BatchChatService(Endpoint endpoint) : ChatService(endpoint.Model)
{
    /// <summary>A request that failed so often for the provider's own reasons is not handed in again.</summary>
    private const int MostTries = 3;

    private readonly ConcurrentDictionary<string, (int Status, string Body)> _replies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _waiting = new(StringComparer.Ordinal);
    private readonly EndpointAbilities _abilities = new(endpoint.Structured, endpoint.Family.Reasons, !endpoint.Family.Reasons);

    /// <summary>The requests without a reply, one line each, in an order that is always the same.</summary>
    public IReadOnlyList<string> Waiting => [.. _waiting.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value)];

    /// <summary>Takes in a line of a provider's output or error file.</summary>
    public void Take(string line)
    {
        JsonNode result = JsonNode.Parse(line)!;
        string id = result["custom_id"]!.GetValue<string>();
        int status = result["response"]?["status_code"]?.GetValue<int>() ?? 500;
        if (status is 408 or 429 or >= 500)
        {
            _failures.AddOrUpdate(id, 1, (_, before) => before + 1);
            return;
        }

        _replies[id] = (status, result["response"]!["body"]!.ToJsonString(ReplyJson.Options));
    }

    protected override Task<ModelAnswer> AnswerAsync(ChatHistory messages, ModelCallSettings settings, CancellationToken cancellationToken)
    {
        BinaryData body = ChatRequest.Write(endpoint.Model, messages, settings, _abilities);
        string id = Convert.ToHexStringLower(SHA256.HashData(body))[..32];
        if (_replies.TryGetValue(id, out (int Status, string Body) reply))
        {
            return Task.FromResult(Answer(reply.Status, BinaryData.FromString(reply.Body)) with { Prices = endpoint.Prices.InBatch(endpoint.BatchPriceFactor) });
        }

        if (_failures.GetValueOrDefault(id) >= MostTries)
        {
            throw new ModelCallException(ModelFault.Down, $"The model endpoint {endpoint} failed a request in {MostTries} batches; collect again later with `extraction run`, or submit its document anew.");
        }

        _waiting[id] = $$"""{"custom_id":"{{id}}","method":"POST","url":"{{BatchProvider.Route(endpoint)}}","body":{{body}}}""";
        throw new ModelCallException(ModelFault.Throttled, "The reply is awaited from a batch.");
    }

    private ModelAnswer Answer(int status, BinaryData body)
    {
        if (status < 400)
        {
            return ChatResponse.Read(body, endpoint.Model)
                ?? throw new ModelCallException(ModelFault.NotJson, $"The model endpoint {endpoint} put something into a batch's output that is not a chat completion.");
        }

        EndpointError error = EndpointError.Read(body);
        throw EndpointFaults.OfPrompt(endpoint, status, error)
            ?? new ModelCallException(ModelFault.BadRequest, $"The model endpoint {endpoint} refuses the request of a batch ({$"{status} {error.Code} {error.Parameter}".TrimEnd()}).");
    }
}
