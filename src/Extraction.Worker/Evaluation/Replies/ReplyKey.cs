using System.Security.Cryptography;
using System.Text.Json;
using Extraction.Prompts;
using Extraction.Prompts.Replies;

namespace Extraction.Worker.Evaluation.Replies;

/// <summary>What a recorded reply answers: the rendered messages, the prompt's settings and the form of the reply, so that any change of them is another question.</summary>
internal static class ReplyKey
{
    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public static string Of(RenderedPrompt prompt) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { prompt.System, prompt.User, prompt.Prompt.Settings, prompt.Prompt.OutputSchema },
        ReplyJson.Options)));
}
