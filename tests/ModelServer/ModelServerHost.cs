using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ModelServer.Batches;
using ModelServer.Limits;

namespace ModelServer;

/// <summary>
/// A server that speaks the chat and batch protocols of Azure OpenAI (<c>/openai/deployments/NAME/chat/completions</c>, <c>/openai/batches</c>) and OpenAI
/// (<c>/v1/chat/completions</c>, <c>/v1/batches</c>).
/// </summary>
internal sealed class ModelServerHost : IAsyncDisposable
{
    private static readonly TimeSpan TricklePause = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<ChatCall> _calls = new();
    private readonly ConcurrentDictionary<string, RateMeter> _meters = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _dripping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ServerLimits _limits = new();

    private ModelServerHost(WebApplication app, TimeProvider time) => (_app, _time, Batches) = (app, time, new BatchDesk(Answer));

    /// <summary>Ends when the first drop of an answer that trickles was sent.</summary>
    public Task Dripping => _dripping.Task;

    /// <summary>What was asked so far, refused requests included; empty where <see cref="KeepsCalls"/> is false.</summary>
    public IReadOnlyList<ChatCall> Calls => [.. _calls];

    /// <summary>Whether requests are kept for <see cref="Calls"/>. Default true.</summary>
    public bool KeepsCalls { get; set; } = true;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Answers the requests; may be changed while it runs.</summary>
    public Func<ChatCall, ServerAnswer> Script { get; set; } = _ => ServerAnswer.Error(500, "no_script", "No script is set.");

    /// <summary>The key that it takes; null takes any.</summary>
    public string? Key { get; set; }

    /// <summary>How long every call takes at least.</summary>
    public Func<ChatCall, TimeSpan> Latency { get; set; } = _ => TimeSpan.Zero;

    /// <summary>Longest prompt in tokens; a longer one is refused as too long for the context.</summary>
    public long ContextTokens { get; set; } = long.MaxValue;

    /// <summary>The batches that were submitted.</summary>
    public BatchDesk Batches { get; }

    /// <summary>What each deployment grants; may be changed while it runs.</summary>
    public ServerLimits Limits
    {
        get => _limits;
        set
        {
            _limits = value;
            foreach (RateMeter meter in _meters.Values)
            {
                meter.Limits = value;
            }
        }
    }

    /// <summary>What a deployment, or model, used of its limits.</summary>
    public RateMeter Meter(string model) => _meters.GetOrAdd(model, _ => new RateMeter(_time, _limits));

    /// <summary>Starts on an address, by default on a free port of this machine.</summary>
    public static async Task<ModelServerHost> StartAsync(Func<ChatCall, ServerAnswer> script, string url = "http://127.0.0.1:0", TimeProvider? time = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        WebApplication app = builder.Build();
        ModelServerHost host = new(app, time ?? TimeProvider.System) { Script = script };
        app.MapPost("/openai/deployments/{deployment}/chat/completions", (HttpContext context, string deployment) => host.AnswerAsync(context, deployment));
        app.MapPost("/v1/chat/completions", (HttpContext context) => host.AnswerAsync(context, null));
        BatchRoutes.Map(app, "/v1", host.Batches);
        BatchRoutes.Map(app, "/openai", host.Batches);
        ControlRoutes.Map(app, host);
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
        if (KeepsCalls)
        {
            _calls.Enqueue(call);
        }

        RateMeter meter = Meter(call.Model);
        if (Key is not null && credential != Key)
        {
            await WriteAsync(context, call, ServerAnswer.Error(401, "401", "Access denied due to invalid subscription key."), []);
        }
        else if (!meter.Admit(call.PromptTokens + (call.MaxTokens ?? 0), out TimeSpan wait))
        {
            await WriteAsync(context, call, ServerAnswer.Error(429, "429", "Requests have exceeded the rate limit."), [.. meter.Headers(), .. meter.RetryHeaders(wait)]);
        }
        else
        {
            await AnswerAsync(context, call, meter);
        }
    }

    private async Task AnswerAsync(HttpContext context, ChatCall call, RateMeter meter)
    {
        ServerAnswer answer = Answer(call);
        if (Latency(call) + answer.Latency is { Ticks: > 0 } latency)
        {
            await Task.Delay(latency, _time, context.RequestAborted);
        }

        meter.Complete(ChatCompletion.Used(call, answer));
        await WriteAsync(context, call, answer, meter.Headers());
    }

    private ServerAnswer Answer(ChatCall call) =>
        call.PromptTokens > ContextTokens
            ? ServerAnswer.Error(400, "context_length_exceeded", FormattableString.Invariant($"This model's maximum context length is {ContextTokens} tokens."), "messages")
            : Script(call);

    private async Task WriteAsync(HttpContext context, ChatCall call, ServerAnswer answer, IEnumerable<(string Name, string Value)> limitHeaders)
    {
        if (answer.Hangs)
        {
            TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using CancellationTokenRegistration registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        foreach ((string name, string value) in limitHeaders.Concat(answer.Headers.Select(header => (header.Key, header.Value))))
        {
            context.Response.Headers[name] = value;
        }

        byte[] body = Encoding.UTF8.GetBytes(answer.Body ?? ChatCompletion.Write(call, answer).ToJsonString());
        if (answer.BreaksOff)
        {
            await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        foreach (byte[] part in answer.Trickles ? body.Chunk(Math.Max(1, body.Length / 10)) : [body])
        {
            await context.Response.Body.WriteAsync(part, context.RequestAborted);
            if (answer.Trickles)
            {
                await context.Response.Body.FlushAsync(context.RequestAborted);
                _dripping.TrySetResult();
                await Task.Delay(TricklePause, _time, context.RequestAborted);
            }
        }
    }
}
