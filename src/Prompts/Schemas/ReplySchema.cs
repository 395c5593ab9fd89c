using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Extraction.Prompts.Schemas;

/// <summary>
/// Checks replies against the subset of JSON Schema (2020-12) that prompts may use: type, properties, required, additionalProperties, items, enum,
/// const, minimum, maximum, minLength, maxLength, pattern, minItems, maxItems, anyOf, and $ref into $defs. Immutable and thread-safe.
/// </summary>
public sealed class ReplySchema
{
    private static readonly ConditionalWeakTable<PromptFile, ReplySchema> Compiled = [];

    private readonly SchemaRule _root;

    private ReplySchema(SchemaRule root)
    {
        _root = root;
        HashSet<string> names = new(StringComparer.Ordinal);
        Collect(root, names, []);
        PropertyNames = names.ToFrozenSet(StringComparer.Ordinal);
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
    public IReadOnlyList<SchemaProblem> Check(JsonNode? value) => ReplyChecker.Problems(_root, value);

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
}
