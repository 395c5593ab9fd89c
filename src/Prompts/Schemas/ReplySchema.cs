using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Prompts.Schemas;

/// <summary>
/// Checks replies against the subset of JSON Schema (2020-12) that prompts may use: type, properties, required, additionalProperties, items, enum,
/// const, minimum, maximum, minLength, maxLength, pattern, minItems, maxItems, anyOf, and $ref into $defs. Immutable and thread-safe.
/// </summary>
public sealed class ReplySchema
{
    private const int DeepestLevel = 128;
    private const int MostProblems = 20;
    private static readonly ConditionalWeakTable<PromptFile, ReplySchema> Compiled = [];

    private readonly SchemaRule _root;

    private ReplySchema(SchemaRule root)
    {
        _root = root;
        HashSet<string> names = new(StringComparer.Ordinal);
        Collect(root, names, []);
        PropertyNames = names;
    }

    /// <summary>Compiles a schema.</summary>
    /// <exception cref="SchemaException">It uses something that the subset does not hold.</exception>
    public static ReplySchema Compile(JsonObject schema) => new(SchemaCompiler.Compile(schema));

    /// <summary>The compiled output schema of a prompt, compiled once.</summary>
    public static ReplySchema For(PromptFile prompt) => Compiled.GetValue(prompt, static p => Compile(p.OutputSchema));

    /// <summary>All property names that occur in the schema.</summary>
    public IReadOnlySet<string> PropertyNames { get; }

    /// <summary>Puts right what can be put right without asking, changing the value where it stands, and says what was changed.</summary>
    public FittedReply Fit(JsonNode? value) => ReplyFitter.Fit(_root, value);

    /// <summary>Where the value does not fit, at most twenty places, in the order of the value; empty when it fits.</summary>
    public IReadOnlyList<SchemaProblem> Check(JsonNode? value)
    {
        List<SchemaProblem> problems = [];
        Check(_root, value, new Place(null, null, 0), problems);
        return problems;
    }

    private static void Collect(SchemaRule rule, HashSet<string> names, HashSet<SchemaRule> seen)
    {
        if (!seen.Add(rule))
        {
            return;
        }

        names.UnionWith(rule.Properties.Select(p => p.Key));
        foreach (SchemaRule? inner in rule.Properties.Select(p => p.Value).Concat(rule.AnyOf).Append(rule.Items).Append(rule.Others).Append(rule.Referenced))
        {
            if (inner is not null)
            {
                Collect(inner, names, seen);
            }
        }
    }

    private static void Check(SchemaRule rule, JsonNode? value, Place at, List<SchemaProblem> problems)
    {
        if (problems.Count >= MostProblems)
        {
            return;
        }

        if (at.Level > DeepestLevel)
        {
            Report(problems, at, value, "no nesting as deep as this");
            return;
        }

        if (rule.Referenced is not null)
        {
            Check(rule.Referenced, value, at.SameDeeper(), problems);
        }

        if (rule.Types != SchemaTypes.None && !SchemaTypeNames.Fits(value, rule.Types))
        {
            Report(problems, at, value, SchemaTypeNames.Words(rule.Types));
            return;
        }

        if (rule.Allowed is not null && !rule.Allowed.Any(allowed => JsonNode.DeepEquals(allowed, value)))
        {
            Report(problems, at, value, "one of " + string.Join(", ", rule.Allowed.Select(Excerpt.Of)));
            return;
        }

        switch (value)
        {
            case JsonObject o:
                CheckObject(rule, o, at, problems);
                break;
            case JsonArray a:
                CheckArray(rule, a, at, problems);
                break;
            case JsonValue scalar:
                CheckScalar(rule, scalar, at, problems);
                break;
        }

        if (rule.AnyOf.Count > 0)
        {
            CheckAnyOf(rule, value, at, problems);
        }
    }

    private static void CheckObject(SchemaRule rule, JsonObject value, Place at, List<SchemaProblem> problems)
    {
        foreach (string name in rule.Required)
        {
            if (!value.ContainsKey(name))
            {
                problems.Add(new SchemaProblem(at.Pointer, $"no property `{name}`", $"the property `{name}`{Wanted(rule.Property(name))}"));
            }
        }

        foreach ((string name, JsonNode? child) in value)
        {
            SchemaRule? property = rule.Property(name) ?? rule.Others;
            if (property is not null)
            {
                Check(property, child, new Place(at, name, 0), problems);
            }
            else if (!rule.AllowsOthers)
            {
                problems.Add(new SchemaProblem(at.Pointer, $"the property `{name}`", $"only {string.Join(", ", rule.Properties.Select(p => $"`{p.Key}`"))}"));
            }
        }
    }

    private static void CheckArray(SchemaRule rule, JsonArray value, Place at, List<SchemaProblem> problems)
    {
        if (value.Count < rule.MinItems)
        {
            Report(problems, at, value, $"at least {rule.MinItems} items");
        }

        if (value.Count > rule.MaxItems)
        {
            Report(problems, at, value, $"at most {rule.MaxItems} items");
        }

        for (int i = 0; rule.Items is not null && i < value.Count; i++)
        {
            Check(rule.Items, value[i], new Place(at, null, i), problems);
        }
    }

    private static void CheckScalar(SchemaRule rule, JsonValue value, Place at, List<SchemaProblem> problems)
    {
        JsonValueKind kind = value.GetValueKind();
        if (kind == JsonValueKind.Number && (rule.Minimum ?? rule.Maximum) is not null)
        {
            bool read = SchemaNumber.TryRead(value, out decimal number);
            if (!read || number < rule.Minimum || number > rule.Maximum)
            {
                Report(problems, at, value, Bounds(rule.Minimum, rule.Maximum, "a number"));
            }
        }

        if (kind == JsonValueKind.String && (rule.MinLength is not null || rule.MaxLength is not null || rule.Pattern is not null))
        {
            string text = value.GetValue<string>();

            // JSON Schema counts characters, not UTF-16 units.
            int length = text.Length - text.Count(char.IsLowSurrogate);
            if (length < rule.MinLength || length > rule.MaxLength)
            {
                Report(problems, at, value, Bounds(rule.MinLength, rule.MaxLength, "a string whose length is"));
            }

            if (rule.Pattern?.IsMatch(text) == false)
            {
                Report(problems, at, value, $"a string that matches {rule.Pattern}");
            }
        }
    }

    private static void CheckAnyOf(SchemaRule rule, JsonNode? value, Place at, List<SchemaProblem> problems)
    {
        List<SchemaProblem>? nearest = null;
        foreach (SchemaRule form in rule.AnyOf)
        {
            List<SchemaProblem> found = [];
            Check(form, value, at.SameDeeper(), found);
            if (found.Count == 0)
            {
                return;
            }

            // The form whose type fits is the one that was meant: its problems lie deeper.
            if (nearest is null || found.Max(p => p.At.Length) > nearest.Max(p => p.At.Length))
            {
                nearest = found;
            }
        }

        if (nearest!.TrueForAll(p => p.At == at.Pointer))
        {
            Report(problems, at, value, "one of: " + string.Join("; or ", rule.AnyOf.Select(Words)));
        }
        else
        {
            problems.AddRange(nearest);
        }
    }

    private static string Words(SchemaRule rule)
    {
        SchemaRule end = rule;
        while (end.Types == SchemaTypes.None && end.Referenced is not null)
        {
            end = end.Referenced;
        }

        string type = end.Types == SchemaTypes.None ? "a value of another form" : SchemaTypeNames.Words(end.Types);
        return end.Required.Count == 0 ? type : $"{type} with {string.Join(", ", end.Required.Select(r => $"`{r}`"))}";
    }

    private static string Wanted(SchemaRule? rule) => rule is null || rule.Types == SchemaTypes.None ? string.Empty : $" ({SchemaTypeNames.Words(rule.Types)})";

    private static string Bounds<T>(T? minimum, T? maximum, string what)
        where T : struct =>
        (minimum, maximum) switch
        {
            (null, _) => string.Create(CultureInfo.InvariantCulture, $"{what} at most {maximum}"),
            (_, null) => string.Create(CultureInfo.InvariantCulture, $"{what} at least {minimum}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{what} from {minimum} to {maximum}"),
        };

    private static void Report(List<SchemaProblem> problems, Place at, JsonNode? value, string expected) =>
        problems.Add(new SchemaProblem(at.Pointer, Excerpt.Of(value), expected));

    /// <summary>The way down to a value: its pointer is only written out when something is wrong there.</summary>
    private sealed class Place(Place? parent, string? name, int index)
    {
        public int Level { get; private init; } = parent is null ? 0 : parent.Level + 1;

        public string Pointer => parent is null
            ? string.Empty
            : name is null ? JsonPointer.Append(parent.Pointer, index) : JsonPointer.Append(parent.Pointer, name);

        /// <summary>The same place, one reference further: an endless chain of references ends at the deepest level.</summary>
        public Place SameDeeper() => new(parent, name, index) { Level = Level + 1 };
    }
}
