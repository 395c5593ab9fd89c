using System.Text.Json.Nodes;

namespace ModelServer;

/// <summary>What the server does with a request.</summary>
internal sealed record ServerAnswer
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json";

    /// <summary>The whole body, for answers that are not completions.</summary>
    public string? Body { get; init; }

    /// <summary>The completion's text; null where the message has none.</summary>
    public string? Text { get; init; }

    public string FinishReason { get; init; } = "stop";

    public string? Refusal { get; init; }

    /// <summary>Prompt, reply and cached tokens; null lets the server count, an empty array leaves the usage out.</summary>
    public long[]? Usage { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the model takes, beside the server's own latency.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The body comes in pieces, with pauses between them.</summary>
    public bool Trickles { get; init; }

    /// <summary>Never answers.</summary>
    public bool Hangs { get; init; }

    /// <summary>Breaks the connection off in the middle of the body.</summary>
    public bool BreaksOff { get; init; }

    /// <summary>A completion.</summary>
    public static ServerAnswer Reply(string text) => new() { Text = text };

    /// <summary>A body as it stands.</summary>
    public static ServerAnswer Raw(string body, string contentType = "application/json", int status = 200) => new() { Body = body, ContentType = contentType, Status = status };

    /// <summary>An error in the providers' form.</summary>
    public static ServerAnswer Error(int status, string code, string message = "It does not work.", string? parameter = null, params (string Name, string Value)[] headers) => new()
    {
        Status = status,
        Body = new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["param"] = parameter, ["type"] = "error" } }.ToJsonString(),
        Headers = headers.ToDictionary(h => h.Name, h => h.Value),
    };
}
