using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Prompts.Schemas;

/// <summary>Lists for single values and single values for lists.</summary>
internal static class Shapes
{
    /// <summary>A list of the one value.</summary>
    public static (JsonNode? Value, string? What) ToList(JsonNode? value) => value switch
    {
        null => (new JsonArray(), "took null for an empty list"),
        JsonValue text when text.GetValueKind() == JsonValueKind.String && ScalarFitting.SaysNothing(text.GetValue<string>()) => (new JsonArray(), "took a word for nothing as an empty list"),
        _ => (new JsonArray(value.DeepClone()), "put a single value into a list"),
    };

    /// <summary>The object in a list, the object around a list, or the object whose one text a value is.</summary>
    public static (JsonNode? Value, string? What) ToObject(SchemaRule rule, JsonNode? value)
    {
        bool canBeNull = rule.Types.HasFlag(SchemaTypes.Null);
        switch (value)
        {
            case JsonArray { Count: 0 } when canBeNull:
                return (null, "took an empty list for null");
            case JsonArray list when ListOf(rule) is (string name, _):
                return OutOfList(name, list);
            case JsonArray { Count: 1 } list:
                return (list[0]?.DeepClone(), "took the one item of a list");
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                string content = text.GetValue<string>();
                return canBeNull && ScalarFitting.SaysNothing(content) ? (null, "took a word for nothing as null") : AroundText(rule, content);
            default:
                return (value, null);
        }
    }

    /// <summary>The one value of a list.</summary>
    public static (JsonNode? Value, string? What) ToSingle(SchemaRule rule, JsonNode? value) => value switch
    {
        JsonArray { Count: 1 } list => (list[0]?.DeepClone(), "took the one value of a list"),
        JsonArray { Count: 0 } when rule.Types.HasFlag(SchemaTypes.Null) => (null, "took an empty list for null"),
        _ => (value, null),
    };

    /// <summary>An item that stands where the object around its list should be.</summary>
    public static (JsonNode Value, string? What) AroundItem(SchemaRule rule, JsonObject value) =>
        ListOf(rule) is (string name, SchemaRule item) && Shared(rule, value) == 0 && Shared(item, value) > 0
            ? (new JsonObject { [name] = new JsonArray(value.DeepClone()) }, "put a single item into its list")
            : (value, null);

    /// <summary>How many of a value's properties a rule knows.</summary>
    public static int Shared(SchemaRule rule, JsonObject value)
    {
        int shared = 0;
        for (int i = 0; i < value.Count; i++)
        {
            shared += rule.Property(value.GetAt(i).Key) is null ? 0 : 1;
        }

        return shared;
    }

    /// <summary>JSON inside a text, or null.</summary>
    public static JsonNode? InsideText(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text) is JsonObject or JsonArray ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The only property of a rule, when it is a list of objects.</summary>
    private static (string Name, SchemaRule Item)? ListOf(SchemaRule rule)
    {
        if (rule.Properties is not [{ Key: var name, Value: { Items: { } items } list }] || !list.Types.HasFlag(SchemaTypes.Array))
        {
            return null;
        }

        SchemaRule item = items.Behind;
        return item.Types.HasFlag(SchemaTypes.Object) ? (name, item) : null;
    }

    /// <summary>Wholes in a list are joined; items in a list get their object around them.</summary>
    private static (JsonNode? Value, string? What) OutOfList(string name, JsonArray list)
    {
        if (list.Count == 0 || !list.All(one => one is JsonObject o && o[name] is JsonArray))
        {
            return (new JsonObject { [name] = list.DeepClone() }, "put the object around a list");
        }

        JsonArray items = [.. list.SelectMany(one => one![name]!.AsArray()).Select(item => item?.DeepClone())];
        return (new JsonObject { [name] = items }, "took the object out of a list");
    }

    private static (JsonNode? Value, string? What) AroundText(SchemaRule rule, string text)
    {
        string? only = null;
        JsonObject around = [];
        foreach (string name in rule.Required)
        {
            SchemaTypes types = rule.Property(name) is { } property ? property.Behind.Types : SchemaTypes.None;
            if (types.HasFlag(SchemaTypes.Null))
            {
                around[name] = null;
            }
            else if (types == SchemaTypes.String && only is null)
            {
                only = name;
            }
            else
            {
                return (JsonValue.Create(text), null);
            }
        }

        if (only is null)
        {
            return (JsonValue.Create(text), null);
        }

        around[only] = text;
        return (around, "put the object around a text");
    }
}
