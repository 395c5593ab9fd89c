using System.Globalization;
using System.Text.Json.Nodes;
using Extraction.Worker.LanguageModels;
using Microsoft.SemanticKernel.ChatCompletion;
using ModelServer;

namespace Extraction.Benchmarks.Budgets;

/// <summary>The calls: prompts of 150 to 450 tokens, replies of 40 to 180 where 400 are asked for, half a second to a second and a half each.</summary>
internal static class BudgetsLoad
{
    public const int MaxTokens = 400;
    public const string Model = "gpt-4o";
    public const string Key = "benchmark";

    private const string Word = "阀门";

    public static ModelCallSettings Settings { get; } = new()
    {
        Temperature = 0,
        MaxTokens = MaxTokens,
        Seed = 7,
        SchemaName = "benchmark",
        Schema = new JsonObject { ["type"] = "object" },
        SchemaNote = string.Empty,
    };

    public static ChatHistory Prompt(int number)
    {
        ChatHistory messages = new("Answer in JSON.");
        messages.AddUserMessage(Text(number));
        return messages;
    }

    public static string Text(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} ") + string.Concat(Enumerable.Repeat(Word, 75 + (int)(Mix(number, 1) % 150)));

    /// <summary>The server's answers.</summary>
    public static ServerAnswer Answer(ChatCall call)
    {
        int number = int.Parse(call.User[..call.User.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        return ServerAnswer.Reply("{}") with
        {
            Usage = [call.PromptTokens, 40 + (Mix(number, 2) % 140), 0],
            Latency = TimeSpan.FromMilliseconds(500 + (Mix(number, 3) % 1000)),
        };
    }

    private static uint Mix(int number, uint salt)
    {
        uint x = ((uint)number * 2654435761u) + (salt * 40503u);
        x ^= x >> 15;
        x *= 2246822519u;
        return x ^ (x >> 13);
    }
}
