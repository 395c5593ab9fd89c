using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json.Nodes;
using Extraction.Worker.LanguageModels.Endpoints;
using OpenAI;

namespace Extraction.Worker.LanguageModels.Batch;

/// <summary>The files and batches of a provider, over the pipeline of the official client, which brings the credentials.</summary>
internal sealed class BatchProvider(Endpoint endpoint, OpenAIClient client)
{
    private const string AzureVersion = "api-version=2024-10-21";
    private const string Tag = "extraction-round";

    /// <summary>Where the requests of a batch go.</summary>
    public static string Route(Endpoint endpoint) => endpoint.Kind == EndpointKind.AzureOpenAI ? "/chat/completions" : "/v1/chat/completions";

    /// <summary>Hands requests in; where the same round was handed in before a kill, that one is taken.</summary>
    /// <returns>The provider's id.</returns>
    /// <exception cref="ModelCallException">The provider does not take it.</exception>
    public async Task<string> SubmitAsync(string round, IReadOnlyList<string> requests, CancellationToken cancellationToken)
    {
        JsonNode list = await SendAsync("GET", "batches", null, null, cancellationToken);
        JsonNode? earlier = list["data"]?.AsArray().FirstOrDefault(batch => batch?["metadata"]?[Tag]?.GetValue<string>() == round);
        if (earlier is not null)
        {
            return earlier["id"]!.GetValue<string>();
        }

        string boundary = Guid.NewGuid().ToString("N");
        string form = $"--{boundary}\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n"
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{round}.jsonl\"\r\nContent-Type: application/jsonl\r\n\r\n{string.Join('\n', requests)}\n\r\n--{boundary}--\r\n";
        JsonNode file = await SendAsync("POST", "files", BinaryData.FromString(form), $"multipart/form-data; boundary={boundary}", cancellationToken);
        JsonObject order = new()
        {
            ["input_file_id"] = file["id"]!.GetValue<string>(),
            ["endpoint"] = Route(endpoint),
            ["completion_window"] = "24h",
            ["metadata"] = new JsonObject { [Tag] = round },
        };
        JsonNode batch = await SendAsync("POST", "batches", BinaryData.FromString(order.ToJsonString()), "application/json", cancellationToken);
        return batch["id"]!.GetValue<string>();
    }

    /// <summary>How a batch stands, and the ids of its output and error files where there are such.</summary>
    public async Task<(string Status, IReadOnlyList<string> Files)> LookAsync(string id, CancellationToken cancellationToken)
    {
        JsonNode batch = await SendAsync("GET", $"batches/{id}", null, null, cancellationToken);
        string?[] files = [batch["output_file_id"]?.GetValue<string>(), batch["error_file_id"]?.GetValue<string>()];
        return (batch["status"]!.GetValue<string>(), [.. files.OfType<string>().Where(file => file.Length > 0)]);
    }

    /// <summary>The lines of a file.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        BinaryData content = await SendRawAsync("GET", $"files/{file}/content", null, null, cancellationToken);
        return Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private async Task<JsonNode> SendAsync(string method, string path, BinaryData? body, string? type, CancellationToken cancellationToken) =>
        JsonNode.Parse(await SendRawAsync(method, path, body, type, cancellationToken))!;

    private async Task<BinaryData> SendRawAsync(string method, string path, BinaryData? body, string? type, CancellationToken cancellationToken)
    {
        string root = endpoint.Address.ToString().TrimEnd('/');
        Uri address = new(endpoint.Kind == EndpointKind.AzureOpenAI ? $"{root}/openai/{path}?{AzureVersion}" : $"{root}/{path}");
        using PipelineMessage message = client.Pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri = address;
        message.Apply(new RequestOptions { CancellationToken = cancellationToken, ErrorOptions = ClientErrorBehaviors.NoThrow });
        if (body is not null)
        {
            message.Request.Content = BinaryContent.Create(body);
            message.Request.Headers.Set("Content-Type", type!);
        }

        try
        {
            await client.Pipeline.SendAsync(message);
        }
        catch (Exception e) when (EndpointFaults.IsFault(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new ModelCallException(ModelFault.Down, $"The batches of the model endpoint {endpoint} cannot be reached ({e.GetBaseException().Message}); check {endpoint.Setting("Address")} and the network.", inner: e);
        }

        PipelineResponse response = message.Response!;
        return !response.IsError
            ? response.Content
            : throw new ModelCallException(
                ModelFault.BadRequest,
                $"The model endpoint {endpoint} refuses {method} {address.AbsolutePath} ({response.Status} {EndpointError.Read(response.Content).Code}); check that its deployment is one for batches, and {endpoint.Setting("Address")}.");
    }
}
