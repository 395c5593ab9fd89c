using System.Text.Json.Nodes;
using Extraction.Prompts;
using Extraction.Prompts.Schemas;
using Extraction.Worker.LanguageModels.Replies.Parsing;

namespace Extraction.Worker.LanguageModels.Replies;

/// <summary>A reply as it was read against its prompt's schema.</summary>
/// <param name="Json">The value, when it fits; of a reply that breaks off, what is complete of it. Null otherwise.</param>
/// <param name="Problems">What does not fit, in the words that the model is given.</param>
/// <param name="Cut">Whether the reply breaks off.</param>
internal sealed record ReplyReading(JsonNode? Json, IReadOnlyList<string> Problems, bool Cut)
{
    private const int MostLosses = 5;

    /// <summary>Nothing was there to be read.</summary>
    public static ReplyReading Empty { get; } = new(null, ["(the whole reply): found nothing, expected one JSON object"], Cut: false);

    /// <summary>How many repairs there were.</summary>
    public int RepairCount => (Parsed?.Repairs.Count ?? 0) + Fitted.Count;

    /// <summary>Every repair, one sentence each, without content.</summary>
    public IReadOnlyList<string> Report() =>
    [
        .. Parsed?.Repairs.Select(r => r.ToString()) ?? [],
        .. Fitted.Select(r => r.ToString()),
        .. Parsed?.CutAt is string at ? [$"The reply breaks off at {(at.Length == 0 ? "its root" : at)}."] : Array.Empty<string>(),
    ];

    /// <summary>Whether it can be taken as it is.</summary>
    public bool IsWhole => Json is not null && Problems.Count == 0 && !Cut;

    private ParsedReply? Parsed { get; init; }

    private IReadOnlyList<SchemaRepair> Fitted { get; init; } = [];

    public static ReplyReading Of(string text, PromptFile prompt) => Of(text, ReplySchema.For(prompt));

    public static ReplyReading Of(string text, ReplySchema schema)
    {
        ParsedReply parsed = ReplyParser.Parse(text, schema.PropertyNames);
        if (parsed.Json is not JsonNode json)
        {
            return new ReplyReading(null, ["(the whole reply): found no JSON object, expected one JSON object and nothing else"], parsed.Cut) { Parsed = parsed };
        }

        if (parsed.CutItem?.Parent is JsonArray list)
        {
            list.Remove(parsed.CutItem);
        }

        FittedReply fitted = schema.Fit(json);
        IReadOnlyList<SchemaProblem> problems = schema.Check(fitted.Json);
        return problems.Count > 0
            ? new ReplyReading(null, [.. problems.Select(p => p.ToString())], parsed.Cut) { Parsed = parsed, Fitted = fitted.Repairs }
            : new ReplyReading(fitted.Json, Losses(parsed), parsed.Cut) { Parsed = parsed, Fitted = fitted.Repairs };
    }

    private static IReadOnlyList<string> Losses(ParsedReply parsed) => [.. parsed.Repairs.Where(r => r.IsLoss).Take(MostLosses).Select(r => r.ToString())];
}
