using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Prompts.Schemas;

/// <summary>Puts single values into the form that a rule asks for.</summary>
internal static class ScalarFitting
{
    private static readonly string[] NullWords = ["null", "none", "nil", "n/a", "na", "undefined", "无", "未提及", "不详", "未知"];
    private static readonly string[] TrueWords = ["true", "yes", "是", "1"];
    private static readonly string[] FalseWords = ["false", "no", "否", "0"];

    /// <summary>Whether a text says that there is nothing.</summary>
    public static bool SaysNothing(string text) => text.Trim() is var trimmed && (trimmed.Length == 0 || NullWords.Contains(trimmed, StringComparer.OrdinalIgnoreCase));

    /// <summary>The value in the form of the rule, and what was done; nothing done where it fits or cannot be read.</summary>
    public static (JsonNode? Value, string? What) Fit(SchemaRule rule, JsonValue value)
    {
        JsonValueKind kind = value.GetValueKind();
        string? text = kind == JsonValueKind.String ? value.GetValue<string>() : null;
        if (rule.Allowed is not null && text is not null)
        {
            return FitChoice(rule, value, text);
        }

        bool fits = SchemaTypeNames.Fits(value, rule.Types);
        if (text is not null && rule.Types.HasFlag(SchemaTypes.Null) && (fits ? text is "" or "null" or "None" : SaysNothing(text)))
        {
            return (null, "took a word for nothing as null");
        }

        if (fits)
        {
            return (value, null);
        }

        if (text is not null && (rule.Types & (SchemaTypes.Integer | SchemaTypes.Number)) != 0 && NumberInText.Read(text) is decimal read && Number(rule, read) is { } number)
        {
            return (number, "took the number out of a text");
        }

        if (kind == JsonValueKind.Number && rule.Types.HasFlag(SchemaTypes.Integer) && SchemaNumber.TryRead(value, out decimal real) && decimal.Truncate(real) == real && Number(rule, real) is { } whole)
        {
            return (whole, "wrote a whole number without its fraction");
        }

        if (kind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False && rule.Types.HasFlag(SchemaTypes.String))
        {
            return (JsonValue.Create(value.ToJsonString()), "wrote a value as text");
        }

        if (rule.Types.HasFlag(SchemaTypes.Boolean) && (text ?? value.ToJsonString()).Trim() is var word)
        {
            bool? truth = TrueWords.Contains(word, StringComparer.OrdinalIgnoreCase) ? true : FalseWords.Contains(word, StringComparer.OrdinalIgnoreCase) ? false : null;
            return truth is null ? (value, null) : (JsonValue.Create(truth), "took a word as true or false");
        }

        return (value, null);
    }

    private static (JsonNode? Value, string? What) FitChoice(SchemaRule rule, JsonValue value, string text)
    {
        if (rule.AllowedTexts.Contains(text))
        {
            return (value, null);
        }

        if (Spelling.Nearest(text, rule.AllowedTexts) is string meant)
        {
            return (JsonValue.Create(meant), "corrected the spelling of a choice");
        }

        return rule.Allowed!.Contains(null) && rule.Types.HasFlag(SchemaTypes.Null) && SaysNothing(text) ? (null, "took a word for nothing as null") : (value, null);
    }

    private static JsonValue? Number(SchemaRule rule, decimal number)
    {
        if (decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue)
        {
            return JsonValue.Create((long)number);
        }

        return rule.Types.HasFlag(SchemaTypes.Number) ? JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture))!.AsValue() : null;
    }
}
