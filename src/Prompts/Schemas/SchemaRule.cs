using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Extraction.Prompts.Schemas;

/// <summary>One schema object, compiled. Null and -1 mean that the keyword is absent.</summary>
internal sealed class SchemaRule
{
    public SchemaTypes Types { get; set; }

    /// <summary>In the schema's order.</summary>
    public KeyValuePair<string, SchemaRule>[] Properties { get; set; } = [];

    public string[] Required { get; set; } = [];

    public bool AllowsOthers { get; set; } = true;

    public SchemaRule? Others { get; set; }

    public SchemaRule? Items { get; set; }

    public JsonNode?[]? Allowed
    {
        get;
        set
        {
            field = value;
            AllowedTexts = value is null ? [] : [.. value.OfType<JsonValue>().Where(one => one.GetValueKind() == JsonValueKind.String).Select(one => one.GetValue<string>())];
        }
    }

    /// <summary>Those of <see cref="Allowed"/> that are texts.</summary>
    public string[] AllowedTexts { get; private set; } = [];

    public decimal? Minimum { get; set; }

    public decimal? Maximum { get; set; }

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public Regex? Pattern { get; set; }

    public int? MinItems { get; set; }

    public int? MaxItems { get; set; }

    public SchemaRule[] AnyOf { get; set; } = [];

    /// <summary>Name under <c>$defs</c>, or null.</summary>
    public string? Reference { get; set; }

    public SchemaRule? Referenced { get; set; }

    /// <summary>The rule behind references that say nothing of their own.</summary>
    public SchemaRule Behind
    {
        get
        {
            SchemaRule rule = this;
            while (rule.Types == SchemaTypes.None && rule.Referenced is not null)
            {
                rule = rule.Referenced;
            }

            return rule;
        }
    }

    /// <summary>Whether a value is one of those that are allowed, where not all are.</summary>
    public bool Allows(JsonNode? value)
    {
        if (Allowed is null || (value is JsonValue text && text.TryGetValue(out string? written) && AllowedTexts.Contains(written)))
        {
            return true;
        }

        return Array.Exists(Allowed, one => JsonNode.DeepEquals(one, value));
    }

    public SchemaRule? Property(string name)
    {
        foreach (KeyValuePair<string, SchemaRule> property in Properties)
        {
            if (property.Key == name)
            {
                return property.Value;
            }
        }

        return null;
    }
}
