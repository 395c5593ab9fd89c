using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Extraction.Prompts.Schemas;

/// <summary>Turns a schema object into rules and finds what the subset does not hold.</summary>
internal sealed class SchemaCompiler
{
    private const string DefinitionsPrefix = "#/$defs/";

    private readonly List<SchemaProblem> _problems = [];
    private readonly Dictionary<string, SchemaRule> _definitions = new(StringComparer.Ordinal);
    private readonly List<(SchemaRule Rule, string Pointer)> _references = [];

    /// <exception cref="SchemaException">Something is not in the subset.</exception>
    public static SchemaRule Compile(JsonObject schema)
    {
        SchemaCompiler compiler = new();
        SchemaRule root = compiler.Rule(schema, string.Empty);
        compiler.Resolve();
        return compiler._problems.Count == 0 ? root : throw new SchemaException(compiler._problems);
    }

    private SchemaRule Rule(JsonNode? node, string pointer)
    {
        SchemaRule rule = new();
        if (node is not JsonObject schema)
        {
            Report(pointer, node, "a schema object");
            return rule;
        }

        foreach ((string keyword, JsonNode? value) in schema)
        {
            Keyword(rule, keyword, value, JsonPointer.Append(pointer, keyword), pointer.Length == 0);
        }

        return rule;
    }

    private void Keyword(SchemaRule rule, string keyword, JsonNode? value, string at, bool atRoot)
    {
        switch (keyword)
        {
            case "$schema" or "$id" or "title" or "description" or "$comment":
                break;
            case "$defs" when atRoot:
                foreach ((string name, SchemaRule definition) in Rules(value, at))
                {
                    _definitions[name] = definition;
                }

                break;
            case "$ref":
                rule.Reference = Text(value, at);
                _references.Add((rule, at));
                break;
            case "type":
                rule.Types = Types(value, at);
                break;
            case "properties":
                rule.Properties = Rules(value, at);
                break;
            case "required":
                rule.Required = Texts(value, at);
                break;
            case "additionalProperties" when value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
                rule.AllowsOthers = value.GetValue<bool>();
                break;
            case "additionalProperties":
                rule.Others = Rule(value, at);
                break;
            case "items":
                rule.Items = Rule(value, at);
                break;
            case "enum":
                rule.Allowed = value is JsonArray { Count: > 0 } values ? [.. values] : Bad<JsonNode?>(at, value, "an array of at least one value");
                break;
            case "const":
                rule.Allowed = [value];
                break;
            case "anyOf":
                rule.AnyOf = value is JsonArray { Count: > 0 } forms
                    ? [.. forms.Select((form, i) => Rule(form, JsonPointer.Append(at, i)))]
                    : Bad<SchemaRule>(at, value, "an array of at least one schema");
                break;
            case "minimum":
                rule.Minimum = Number(value, at);
                break;
            case "maximum":
                rule.Maximum = Number(value, at);
                break;
            case "minLength":
                rule.MinLength = Count(value, at);
                break;
            case "maxLength":
                rule.MaxLength = Count(value, at);
                break;
            case "minItems":
                rule.MinItems = Count(value, at);
                break;
            case "maxItems":
                rule.MaxItems = Count(value, at);
                break;
            case "pattern":
                rule.Pattern = Pattern(value, at);
                break;
            default:
                _problems.Add(new SchemaProblem(at, $"the keyword `{keyword}`", "a keyword of the supported subset"));
                break;
        }
    }

    private void Resolve()
    {
        foreach ((SchemaRule rule, string at) in _references)
        {
            string reference = rule.Reference!;
            if (reference.StartsWith(DefinitionsPrefix, StringComparison.Ordinal)
                && _definitions.TryGetValue(reference[DefinitionsPrefix.Length..], out SchemaRule? definition))
            {
                rule.Referenced = definition;
            }
            else
            {
                _problems.Add(new SchemaProblem(at, $"`{reference}`", "#/$defs/ and the name of a definition in this schema"));
            }
        }

        foreach ((SchemaRule rule, string at) in _references)
        {
            HashSet<SchemaRule> seen = [];
            for (SchemaRule? next = rule; next is not null; next = next.Referenced)
            {
                if (!seen.Add(next))
                {
                    _problems.Add(new SchemaProblem(at, "a reference that leads back to itself", "a reference that ends at a schema"));
                    rule.Referenced = null;
                }
            }
        }
    }

    private KeyValuePair<string, SchemaRule>[] Rules(JsonNode? value, string at)
    {
        if (value is JsonObject schemas)
        {
            return [.. schemas.Select(s => KeyValuePair.Create(s.Key, Rule(s.Value, JsonPointer.Append(at, s.Key))))];
        }

        Report(at, value, "an object of schemas");
        return [];
    }

    private SchemaTypes Types(JsonNode? value, string at)
    {
        SchemaTypes types = SchemaTypes.None;
        foreach (string name in value is JsonArray ? Texts(value, at) : [Text(value, at)])
        {
            SchemaTypes type = SchemaTypeNames.Of(name);
            if (type == SchemaTypes.None)
            {
                _problems.Add(new SchemaProblem(at, $"the type `{name}`", "null, boolean, integer, number, string, array or object"));
            }

            types |= type;
        }

        return types;
    }

    private string Text(JsonNode? value, string at)
    {
        if (value?.GetValueKind() == JsonValueKind.String)
        {
            return value.GetValue<string>();
        }

        Report(at, value, "a string");
        return string.Empty;
    }

    private string[] Texts(JsonNode? value, string at) =>
        value is JsonArray names ? [.. names.Select((n, i) => Text(n, JsonPointer.Append(at, i)))] : Bad<string>(at, value, "an array of strings");

    private decimal? Number(JsonNode? value, string at)
    {
        if (value?.GetValueKind() == JsonValueKind.Number && SchemaNumber.TryRead(value, out decimal number))
        {
            return number;
        }

        Report(at, value, "a number");
        return null;
    }

    private int? Count(JsonNode? value, string at)
    {
        if (Number(value, at) is decimal count)
        {
            if (count >= 0 && count <= int.MaxValue && count == decimal.Truncate(count))
            {
                return (int)count;
            }

            Report(at, value, "a whole number that is not negative");
        }

        return null;
    }

    private Regex? Pattern(JsonNode? value, string at)
    {
        string pattern = Text(value, at);
        try
        {
            // Linear time whatever a model sends.
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            Report(at, value, "a regular expression without look-around or back-references");
            return null;
        }
    }

    private T[] Bad<T>(string at, JsonNode? value, string expected)
    {
        Report(at, value, expected);
        return [];
    }

    private void Report(string at, JsonNode? value, string expected) => _problems.Add(new SchemaProblem(at, Excerpt.Of(value), expected));
}
