using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Prompts.Schemas;

/// <summary>Finds where a value does not fit its schema.</summary>
internal sealed class ReplyChecker
{
    private const int DeepestLevel = 128;
    private const int MostProblems = 20;

    private readonly Way _way = new();
    private List<SchemaProblem> _problems = [];

    /// <summary>Steps down and references followed: an endless chain of references ends at the deepest level.</summary>
    private int _level;

    /// <summary>The problems, at most twenty, in the order of the value.</summary>
    public static IReadOnlyList<SchemaProblem> Problems(SchemaRule root, JsonNode? value)
    {
        ReplyChecker checker = new();
        checker.Check(root, value);
        return checker._problems;
    }

    private void Check(SchemaRule rule, JsonNode? value)
    {
        if (_problems.Count >= MostProblems)
        {
            return;
        }

        if (_level > DeepestLevel)
        {
            Report(value, "no nesting as deep as this");
            return;
        }

        _level++;
        CheckRule(rule, value);
        _level--;
    }

    private void CheckRule(SchemaRule rule, JsonNode? value)
    {
        if (rule.Referenced is not null)
        {
            Check(rule.Referenced, value);
        }

        if (rule.Types != SchemaTypes.None && !SchemaTypeNames.Fits(value, rule.Types))
        {
            Report(value, SchemaTypeNames.Words(rule.Types));
            return;
        }

        if (!rule.Allows(value))
        {
            Report(value, "one of " + string.Join(", ", rule.Allowed!.Select(Excerpt.Of)));
            return;
        }

        switch (value)
        {
            case JsonObject o:
                CheckObject(rule, o);
                break;
            case JsonArray a:
                CheckArray(rule, a);
                break;
            case JsonValue scalar:
                CheckScalar(rule, scalar);
                break;
        }

        if (rule.AnyOf.Length > 0)
        {
            CheckAnyOf(rule, value);
        }
    }

    private void CheckObject(SchemaRule rule, JsonObject value)
    {
        foreach (string name in rule.Required)
        {
            if (!value.ContainsKey(name))
            {
                _problems.Add(new SchemaProblem(_way.Pointer, $"no property `{name}`", $"the property `{name}`{Wanted(rule.Property(name))}"));
            }
        }

        for (int i = 0; i < value.Count; i++)
        {
            (string name, JsonNode? child) = value.GetAt(i);
            SchemaRule? property = rule.Property(name) ?? rule.Others;
            if (property is not null)
            {
                _way.Down(name);
                Check(property, child);
                _way.Up();
            }
            else if (!rule.AllowsOthers)
            {
                _problems.Add(new SchemaProblem(_way.Pointer, $"the property `{name}`", $"only {string.Join(", ", rule.Properties.Select(p => $"`{p.Key}`"))}"));
            }
        }
    }

    private void CheckArray(SchemaRule rule, JsonArray value)
    {
        if (value.Count < rule.MinItems)
        {
            Report(value, $"at least {rule.MinItems} items");
        }

        if (value.Count > rule.MaxItems)
        {
            Report(value, $"at most {rule.MaxItems} items");
        }

        for (int i = 0; rule.Items is not null && i < value.Count; i++)
        {
            _way.Down(i);
            Check(rule.Items, value[i]);
            _way.Up();
        }
    }

    private void CheckScalar(SchemaRule rule, JsonValue value)
    {
        JsonValueKind kind = value.GetValueKind();
        if (kind == JsonValueKind.Number && (rule.Minimum ?? rule.Maximum) is not null)
        {
            bool read = SchemaNumber.TryRead(value, out decimal number);
            if (!read || number < rule.Minimum || number > rule.Maximum)
            {
                Report(value, Bounds(rule.Minimum, rule.Maximum, "a number"));
            }
        }

        if (kind == JsonValueKind.String && (rule.MinLength is not null || rule.MaxLength is not null || rule.Pattern is not null))
        {
            string text = value.GetValue<string>();

            // JSON Schema counts characters, not UTF-16 units.
            int length = text.Length - text.Count(char.IsLowSurrogate);
            if (length < rule.MinLength || length > rule.MaxLength)
            {
                Report(value, Bounds(rule.MinLength, rule.MaxLength, "a string whose length is"));
            }

            if (rule.Pattern?.IsMatch(text) == false)
            {
                Report(value, $"a string that matches {rule.Pattern}");
            }
        }
    }

    private void CheckAnyOf(SchemaRule rule, JsonNode? value)
    {
        List<SchemaProblem> before = _problems;
        List<SchemaProblem>? nearest = null;
        foreach (SchemaRule form in rule.AnyOf)
        {
            // A form of another kind is not the one that was meant.
            if (form.Behind.Types != SchemaTypes.None && !SchemaTypeNames.Fits(value, form.Behind.Types))
            {
                continue;
            }

            List<SchemaProblem> found = _problems = [];
            Check(form, value);
            _problems = before;
            if (found.Count == 0)
            {
                return;
            }

            if (nearest is null || found.Max(p => p.At.Length) > nearest.Max(p => p.At.Length))
            {
                nearest = found;
            }
        }

        string at = _way.Pointer;
        if (nearest is null || nearest.TrueForAll(p => p.At == at))
        {
            Report(value, "one of: " + string.Join("; or ", rule.AnyOf.Select(Words)));
        }
        else
        {
            _problems.AddRange(nearest);
        }
    }

    private static string Words(SchemaRule rule)
    {
        SchemaRule end = rule.Behind;
        string type = end.Types == SchemaTypes.None ? "a value of another form" : SchemaTypeNames.Words(end.Types);
        return end.Required.Length == 0 ? type : $"{type} with {string.Join(", ", end.Required.Select(r => $"`{r}`"))}";
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

    private void Report(JsonNode? value, string expected) => _problems.Add(new SchemaProblem(_way.Pointer, Excerpt.Of(value), expected));
}
