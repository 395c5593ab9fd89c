using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Prompts.Schemas;

/// <summary>The JSON types that a schema can name.</summary>
[Flags]
internal enum SchemaTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8,
    String = 16,
    Array = 32,
    Object = 64,
}

/// <summary>Reads, tests and words them.</summary>
internal static class SchemaTypeNames
{
    private static readonly (string Name, SchemaTypes Type, string Words)[] All =
    [
        ("null", SchemaTypes.Null, "null"),
        ("boolean", SchemaTypes.Boolean, "true or false"),
        ("integer", SchemaTypes.Integer, "a whole number"),
        ("number", SchemaTypes.Number, "a number"),
        ("string", SchemaTypes.String, "a string"),
        ("array", SchemaTypes.Array, "an array"),
        ("object", SchemaTypes.Object, "an object"),
    ];

    /// <summary>The type of a name, <see cref="SchemaTypes.None"/> where there is no such type.</summary>
    public static SchemaTypes Of(string name) => All.FirstOrDefault(t => t.Name == name).Type;

    /// <summary>For instance "a string or null".</summary>
    public static string Words(SchemaTypes types) =>
        string.Join(" or ", All.Where(t => types.HasFlag(t.Type)).OrderBy(t => t.Type == SchemaTypes.Null).Select(t => t.Words));

    /// <summary>Whether a value is of one of the types. A whole number is one that is written without a fraction or an exponent: 12.0 would not read as one.</summary>
    public static bool Fits(JsonNode? value, SchemaTypes types) => (value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        JsonValueKind.Null => types.HasFlag(SchemaTypes.Null),
        JsonValueKind.True or JsonValueKind.False => types.HasFlag(SchemaTypes.Boolean),
        JsonValueKind.String => types.HasFlag(SchemaTypes.String),
        JsonValueKind.Array => types.HasFlag(SchemaTypes.Array),
        JsonValueKind.Object => types.HasFlag(SchemaTypes.Object),
        JsonValueKind.Number => types.HasFlag(SchemaTypes.Number) || (types.HasFlag(SchemaTypes.Integer) && IsWhole(value!)),
        _ => false,
    };

    private static bool IsWhole(JsonNode value) => value.AsValue().TryGetValue(out long _) || value.AsValue().TryGetValue(out int _);
}
