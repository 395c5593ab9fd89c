using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Extraction.Worker.LanguageModels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ModelServer;

/// <summary>
/// A server that speaks the chat protocols of Azure OpenAI (<c>/openai/deployments/NAME/chat/completions</c>) and OpenAI (<c>/v1/chat/completions</c>).
/// </summary>
internal sealed class ModelServerHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ChatCall> _calls = new();

    private ModelServerHost(WebApplication app) => _app = app;

    /// <summary>What was asked so far, refused requests included.</summary>
    public IReadOnlyList<ChatCall> Calls => [.. _calls];

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Answers the requests; may be changed while it runs.</summary>
    public Func<ChatCall, ServerAnswer> Script { get; set; } = _ => ServerAnswer.Error(500, "no_script", "No script is set.");

    /// <summary>The key that it takes; null takes any.</summary>
    public string? Key { get; set; }

    /// <summary>Starts on an address, by default on a free port of this machine.</summary>
    public static async Task<ModelServerHost> StartAsync(Func<ChatCall, ServerAnswer> script, string url = "http://127.0.0.1:0")
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        WebApplication app = builder.Build();
        ModelServerHost host = new(app) { Script = script };
        app.MapPost("/openai/deployments/{deployment}/chat/completions", (HttpContext context, string deployment) => host.AnswerAsync(context, deployment));
        app.MapPost("/v1/chat/completions", (HttpContext context) => host.AnswerAsync(context, null));
        await app.StartAsync();
        return host;
    }

    /// <summary>Runs until the process is asked to stop.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string? deployment)
    {
        JsonObject body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
        string? credential = deployment is not null && context.Request.Headers.TryGetValue("api-key", out Microsoft.Extensions.Primitives.StringValues key)
            ? key.ToString()
            : context.Request.Headers.Authorization.ToString().Replace("Bearer ", string.Empty, StringComparison.Ordinal);
        ChatCall call = new($"{context.Request.Path}{context.Request.QueryString}", deployment, credential, body);
        _calls.Enqueue(call);
        ServerAnswer answer = Key is not null && credential != Key ? ServerAnswer.Error(401, "401", "Access denied due to invalid subscription key.") : Script(call);
        await WriteAsync(context, call, answer);
    }

    private static async Task WriteAsync(HttpContext context, ChatCall call, ServerAnswer answer)
    {
        if (answer.Hangs)
        {
            TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        foreach ((string name, string value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        string body = answer.Body ?? Completion(call, answer).ToJsonString();
        if (answer.BreaksOff)
        {
            await context.Response.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    private static JsonObject Completion(ChatCall call, ServerAnswer answer)
    {
        JsonObject completion = new()
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = call.Model,
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["finish_reason"] = answer.FinishReason,
                ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = answer.Text, ["refusal"] = answer.Refusal },
            }),
        };
        if (answer.Usage is not { Length: 0 })
        {
            long[] usage = answer.Usage ?? [call.Messages.Sum(m => (long)TokenCounter.Count(m.Content)), TokenCounter.Count(answer.Text ?? string.Empty), 0];
            completion["usage"] = new JsonObject
            {
                ["prompt_tokens"] = usage[0],
                ["completion_tokens"] = usage[1],
                ["total_tokens"] = usage[0] + usage[1],
                ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage[2] },
            };
        }

        return completion;
    }
}
