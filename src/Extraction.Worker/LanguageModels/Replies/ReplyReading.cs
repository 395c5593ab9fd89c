using System.Text.Json.Nodes;
using Extraction.Prompts;
using Extraction.Prompts.Schemas;

namespace Extraction.Worker.LanguageModels.Replies;

/// <summary>A reply as it was read against its prompt's schema.</summary>
/// <param name="Json">The value, when it fits; null otherwise.</param>
/// <param name="Problems">What does not fit, in the words that the model is given.</param>
internal sealed record ReplyReading(JsonNode? Json, IReadOnlyList<string> Problems)
{
    public static ReplyReading Of(string text, PromptFile prompt)
    {
        ParsedReply parsed = ReplyParser.Parse(text);
        if (parsed.Json is not JsonNode json)
        {
            return new ReplyReading(null, ["(the whole reply): found no JSON object, expected one JSON object and nothing else"]);
        }

        IReadOnlyList<SchemaProblem> problems = ReplySchema.For(prompt).Check(json);
        return problems.Count == 0 ? new ReplyReading(json, []) : new ReplyReading(null, [.. problems.Select(p => p.ToString())]);
    }
}
