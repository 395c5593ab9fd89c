using System.Text.Json.Nodes;
using Extraction.Worker.LanguageModels;

namespace ModelServer;

/// <summary>The body of a chat completion.</summary>
internal static class ChatCompletion
{
    /// <summary>Tokens that an answer took; none for an error.</summary>
    public static double Used(ChatCall call, ServerAnswer answer) => answer switch
    {
        { Status: >= 400 } => 0,
        { Usage: [long input, long output, ..] } => input + output,
        _ => call.PromptTokens + TokenCounter.Count(answer.Text ?? string.Empty),
    };

    public static JsonObject Write(ChatCall call, ServerAnswer answer)
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
            long[] usage = answer.Usage ?? [call.PromptTokens, TokenCounter.Count(answer.Text ?? string.Empty), 0];
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
