using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Extraction.Prompts.Schemas;

/// <summary>One schema object, compiled. Null and -1 mean that the keyword is absent.</summary>
internal sealed class SchemaRule
{
    public SchemaTypes Types { get; set; }

    /// <summary>In the schema's order.</summary>
    public IReadOnlyList<KeyValuePair<string, SchemaRule>> Properties { get; set; } = [];

    public IReadOnlyList<string> Required { get; set; } = [];

    public bool AllowsOthers { get; set; } = true;

    public SchemaRule? Others { get; set; }

    public SchemaRule? Items { get; set; }

    public IReadOnlyList<JsonNode?>? Allowed { get; set; }

    public decimal? Minimum { get; set; }

    public decimal? Maximum { get; set; }

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public Regex? Pattern { get; set; }

    public int? MinItems { get; set; }

    public int? MaxItems { get; set; }

    public IReadOnlyList<SchemaRule> AnyOf { get; set; } = [];

    /// <summary>Name under <c>$defs</c>, or null.</summary>
    public string? Reference { get; set; }

    public SchemaRule? Referenced { get; set; }

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
