using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Prompts.Schemas;

/// <summary>What strict structured outputs ask of a schema: every object names all its properties as required and allows no others.</summary>
public static class StrictSchema
{
    /// <summary>Keywords that some endpoints refuse in strict mode. They are checked here, on the reply, and left out of what is sent.</summary>
    private static readonly HashSet<string> NotSent = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "minimum", "maximum", "minLength", "maxLength", "pattern", "minItems", "maxItems",
    };

    /// <summary>The schema as it is sent to an endpoint.</summary>
    public static JsonObject ToSend(JsonObject schema)
    {
        JsonObject sent = [];
        foreach ((string keyword, JsonNode? value) in schema)
        {
            if (!NotSent.Contains(keyword))
            {
                sent[keyword] = (keyword, value) switch
                {
                    ("properties" or "$defs", JsonObject named) => new JsonObject(named.Select(p => KeyValuePair.Create(p.Key, Sub(p.Value)))),
                    ("anyOf", JsonArray forms) => new JsonArray([.. forms.Select(Sub)]),
                    ("items" or "additionalProperties", JsonObject) => Sub(value),
                    _ => value?.DeepClone(),
                };
            }
        }

        return sent;

        static JsonNode? Sub(JsonNode? node) => node is JsonObject o ? ToSend(o) : node?.DeepClone();
    }

    /// <summary>Where a schema is not strict, with JSON Pointers into the schema.</summary>
    public static IReadOnlyList<SchemaProblem> Check(JsonObject schema)
    {
        List<SchemaProblem> problems = [];
        Check(schema, string.Empty, problems);
        return problems;
    }

    private static void Check(JsonObject schema, string at, List<SchemaProblem> problems)
    {
        if (schema["properties"] is JsonObject properties)
        {
            HashSet<string> required = schema["required"] is JsonArray names
                ? [.. names.Where(n => n?.GetValueKind() == JsonValueKind.String).Select(n => n!.GetValue<string>())]
                : [];
            foreach (string name in properties.Select(p => p.Key).Where(name => !required.Contains(name)))
            {
                problems.Add(new SchemaProblem(at, $"`{name}` missing from `required`", "every property required (null by a type array)"));
            }

            foreach (string name in required.Where(name => !properties.ContainsKey(name)))
            {
                problems.Add(new SchemaProblem(at, $"`{name}` in `required`", "only names that stand under `properties`"));
            }

            if (schema["additionalProperties"]?.GetValueKind() != JsonValueKind.False)
            {
                problems.Add(new SchemaProblem(at, "no `additionalProperties: false`", "`additionalProperties: false` on every object"));
            }
        }

        foreach ((string keyword, JsonNode? value) in schema)
        {
            string pointer = JsonPointer.Append(at, keyword);
            switch (keyword, value)
            {
                case ("properties" or "$defs", JsonObject named):
                    foreach ((string name, JsonNode? child) in named)
                    {
                        CheckSub(child, JsonPointer.Append(pointer, name), problems);
                    }

                    break;
                case ("anyOf", JsonArray forms):
                    for (int i = 0; i < forms.Count; i++)
                    {
                        CheckSub(forms[i], JsonPointer.Append(pointer, i), problems);
                    }

                    break;
                case ("items", _):
                    CheckSub(value, pointer, problems);
                    break;
            }
        }
    }

    private static void CheckSub(JsonNode? node, string at, List<SchemaProblem> problems)
    {
        if (node is JsonObject schema)
        {
            Check(schema, at, problems);
        }
    }
}
