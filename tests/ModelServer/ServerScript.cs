using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.LanguageModels.Offline;
using Extraction.Worker.LanguageModels.Offline.Reading;

namespace ModelServer;

/// <summary>Where answers come from.</summary>
internal static class ServerScript
{
    /// <summary>Prepared answers, one a request; a request too many fails.</summary>
    public static Func<ChatCall, ServerAnswer> InOrder(params ServerAnswer[] answers)
    {
        ConcurrentQueue<ServerAnswer> queue = new(answers);
        return _ => queue.TryDequeue(out ServerAnswer? next) ? next : ServerAnswer.Error(500, "script_ended", "The script holds no further answer.");
    }

    /// <summary>Answers computed from the prompt by the rule-based reader.</summary>
    public static Func<ChatCall, ServerAnswer> From(IOfflineReader reader) => call => ServerAnswer.Reply(OfflineChatCompletionService.Answer(reader, call.User));

    /// <summary>The same by the reader that ships with the worker; a reply that is longer than the request allows is cut, finish reason <c>length</c>.</summary>
    public static Func<ChatCall, ServerAnswer> Offline()
    {
        OfflineReader reader = new();
        return call =>
        {
            string text;
            try
            {
                text = OfflineChatCompletionService.Answer(reader, call.User);
            }
            catch (ModelCallException unknown)
            {
                return ServerAnswer.Error(400, "unknown_task", unknown.Message);
            }

            int tokens = TokenCounter.Count(text);
            int most = call.MaxTokens ?? int.MaxValue;
            return tokens <= most ? ServerAnswer.Reply(text) : ServerAnswer.Reply(text[..(int)((long)text.Length * most / tokens)]) with { FinishReason = "length" };
        };
    }

    /// <summary>
    /// Recorded answers: JSON Lines of <c>{"contains": "words of the user message", "reply": {...} or "text"}</c>; the first line that matches answers, and a miss fails.
    /// </summary>
    public static Func<ChatCall, ServerAnswer> Recorded(IEnumerable<string> lines)
    {
        List<(string Contains, string Reply)> records = [.. lines.Where(l => l.Length > 0).Select(Record)];
        return call => records.FirstOrDefault(r => call.User.Contains(r.Contains, StringComparison.Ordinal)) is (string, string reply)
            ? ServerAnswer.Reply(reply)
            : ServerAnswer.Error(500, "not_recorded", "No recorded reply matches this prompt.");
    }

    private static (string Contains, string Reply) Record(string line)
    {
        JsonNode record = JsonNode.Parse(line)!;
        JsonNode reply = record["reply"]!;
        return (record["contains"]!.GetValue<string>(), reply.GetValueKind() == JsonValueKind.String ? reply.GetValue<string>() : reply.ToJsonString());
    }
}
