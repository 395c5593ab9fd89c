using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Extraction.Prompts;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels;

namespace Extraction.Worker.Extraction.Segments;

/// <summary>
/// How long the reply to a record will be: what the form of an entry takes, by the prompt's own examples, and the values, which are copied from the record. The same
/// each time, so that a document that is read again is packed the same way.
/// </summary>
internal sealed class ReplyEstimate
{
    /// <summary>Tokens of a character of Chinese, and of what is copied of it.</summary>
    private const double TokensPerCharacter = 0.7;

    private static readonly ConditionalWeakTable<PromptFile, ReplyEstimate> OfPrompts = [];

    private readonly double _form;

    private ReplyEstimate(PromptFile prompt)
    {
        JsonArray[] lists = [.. prompt.Examples.SelectMany(example => example.Output is JsonObject o ? o.Select(p => p.Value).OfType<JsonArray>() : [])];
        int items = lists.Sum(list => list.Count);
        _form = items == 0 ? 0 : (double)lists.Sum(list => TokenCounter.Count(WithoutValues(list)!.ToJsonString(ReplyJson.Options))) / items;
    }

    public static ReplyEstimate Of(PromptFile prompt) => OfPrompts.GetValue(prompt, static p => new ReplyEstimate(p));

    /// <summary>Tokens of the reply to a record of so many characters.</summary>
    public double Tokens(int characters) => _form + (characters * TokensPerCharacter);

    private static JsonNode? WithoutValues(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, WithoutValues(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(WithoutValues)]),
        JsonValue v when v.GetValueKind() == JsonValueKind.String => JsonValue.Create(string.Empty),
        _ => node?.DeepClone(),
    };
}
