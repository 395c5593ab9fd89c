using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>
/// Reads the JSON of a reply as models really send it. Valid JSON is taken as it is; anything else is read tolerantly in time linear to its length, with a
/// report of each repair. Pure; never throws.
/// </summary>
internal static class ReplyParser
{
    /// <summary>Values nested more deeply than this are not read.</summary>
    public const int DeepestLevel = 256;

    /// <param name="text">The reply.</param>
    /// <param name="names">Property names that the schema knows; they help to tell where a string ends and which value is the answer.</param>
    public static ParsedReply Parse(string text, IReadOnlySet<string>? names = null) => Parse(text, new KnownNames(names ?? (IEnumerable<string>)[]));

    private static ParsedReply Parse(string text, KnownNames names)
    {
        if (text.StartsWith('\uFEFF'))
        {
            ParsedReply rest = Parse(text.TrimStart('\uFEFF'), names);
            return rest with { Repairs = [new Repair(RepairKind.Invisible, 0), .. rest.Repairs] };
        }

        if (StrictJson.TryParse(text, names, out JsonNode? whole))
        {
            return Inner(whole) is string inner && Tolerant(inner, names, [new Repair(RepairKind.EscapedTwice, 0)]) is { Json: JsonObject or JsonArray } unescaped
                ? unescaped
                : new ParsedReply(whole, []);
        }

        return Tolerant(text, names, []);
    }

    private static ParsedReply Tolerant(string text, KnownNames names, List<Repair> repairs)
    {
        if (repairs.Count > 0 && StrictJson.TryParse(text, names, out JsonNode? whole))
        {
            return new ParsedReply(whole, repairs);
        }

        int start = AnswerStart.Find(text, repairs);
        if (AnswerStart.IsEscaped(text, start) && repairs.TrueForAll(r => r.Kind != RepairKind.EscapedTwice))
        {
            repairs.Add(new Repair(RepairKind.EscapedTwice, start));
            return Tolerant(Unescape(text[start..]), names, repairs);
        }

        return new RootReader(text, start, names, repairs).Read();
    }

    /// <summary>The text of a reply that is one JSON string around JSON.</summary>
    private static string? Inner(JsonNode? whole)
    {
        if (whole is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            return null;
        }

        string inner = value.GetValue<string>();
        return inner.AsSpan().TrimStart() is ['{' or '[' or '`' or '\\', ..] ? inner : null;
    }

    /// <summary>Takes one level of escapes away.</summary>
    private static string Unescape(string text)
    {
        StringBuilder plain = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c != '\\' || i + 1 == text.Length)
            {
                plain.Append(c);
                continue;
            }

            char next = text[++i];
            plain.Append(next switch
            {
                'n' => "\n",
                'r' => "\r",
                't' => "\t",
                '"' or '\\' or '/' or '\'' => next.ToString(),
                _ => "\\" + next,
            });
        }

        return plain.ToString();
    }
}
