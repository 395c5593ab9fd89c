using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Prompts.Schemas;

/// <summary>
/// Puts a value into the form of its schema where there is one way to: a single value for a list, a list around a value, misspelt names and choices, numbers in
/// words, JSON inside a text. Each change is reported; what is left is the validator's to say.
/// </summary>
internal sealed class ReplyFitter
{
    private const int DeepestLevel = 128;

    private readonly List<SchemaRepair> _repairs = [];

    private readonly Way _way = new();

    /// <summary>Fits a value, changing it in place where it can.</summary>
    public static FittedReply Fit(SchemaRule root, JsonNode? value)
    {
        ReplyFitter fitter = new();
        JsonNode? fitted = fitter.FitValue(root, value);
        return new FittedReply(fitted, fitter._repairs);
    }

    private JsonNode? FitValue(SchemaRule rule, JsonNode? value)
    {
        rule = FormOf(rule, value);
        if (_way.Length > DeepestLevel)
        {
            return value;
        }

        value = ToShape(rule, value);
        switch (value)
        {
            case JsonObject o when rule.Types.HasFlag(SchemaTypes.Object):
                FitProperties(rule, o);
                return o;
            case JsonArray a when rule.Types.HasFlag(SchemaTypes.Array) && rule.Items is not null:
                for (int i = 0; i < a.Count; i++)
                {
                    JsonNode? item = a[i];
                    _way.Down(i);
                    JsonNode? fitted = FitValue(rule.Items, item);
                    _way.Up();
                    if (!ReferenceEquals(item, fitted))
                    {
                        a[i] = Free(fitted);
                    }
                }

                return a;
            case JsonValue scalar:
                (JsonNode? read, string? what) = ScalarFitting.Fit(rule, scalar);
                Report(what);
                return read;
            default:
                return value;
        }
    }

    /// <summary>Brings a value to the kind (list, object, single value) that the rule asks for.</summary>
    private JsonNode? ToShape(SchemaRule rule, JsonNode? value)
    {
        if (rule.Types == SchemaTypes.None || SchemaTypeNames.Fits(value, rule.Types))
        {
            if (value is not JsonObject o || !rule.Types.HasFlag(SchemaTypes.Object))
            {
                return value;
            }

            (JsonNode around, string? put) = Shapes.AroundItem(rule, o);
            Report(put);
            return around;
        }

        if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && (rule.Types & (SchemaTypes.Object | SchemaTypes.Array)) != 0 && Shapes.InsideText(text.GetValue<string>()) is { } inside)
        {
            Report("read JSON that stood in a text");
            return ToShape(rule, inside);
        }

        (JsonNode? shaped, string? what) = rule.Types.HasFlag(SchemaTypes.Array) ? Shapes.ToList(value)
            : rule.Types.HasFlag(SchemaTypes.Object) ? Shapes.ToObject(rule, value)
            : Shapes.ToSingle(rule, value);
        Report(what);
        return shaped;
    }

    private void FitProperties(SchemaRule rule, JsonObject value)
    {
        if (!rule.AllowsOthers && rule.Others is null)
        {
            List<string>? unknown = null;
            for (int i = 0; i < value.Count; i++)
            {
                string name = value.GetAt(i).Key;
                if (rule.Property(name) is null)
                {
                    (unknown ??= []).Add(name);
                }
            }

            foreach (string name in unknown ?? [])
            {
                FitName(rule, value, name);
            }
        }

        foreach ((string name, SchemaRule property) in rule.Properties)
        {
            if (value.TryGetPropertyValue(name, out JsonNode? child))
            {
                _way.Down(name);
                JsonNode? fitted = FitValue(property, child);
                _way.Up();
                if (!ReferenceEquals(child, fitted))
                {
                    value[name] = Free(fitted);
                }
            }
        }
    }

    private void FitName(SchemaRule rule, JsonObject value, string name)
    {
        string? meant = Spelling.Nearest(name, rule.Properties.Select(p => p.Key).Where(known => !value.ContainsKey(known)));
        JsonNode? child = value[name];
        if (meant is not null)
        {
            value.Remove(name);
            value[meant] = child;
            Report($"took the property `{name}` for `{meant}`");
        }
        else
        {
            value.Remove(name);
            Report($"left out the property `{name}`, which the schema does not have");
        }
    }

    /// <summary>The rule behind references, and of several forms the one whose kind the value has, else the first that is not null.</summary>
    private static SchemaRule FormOf(SchemaRule rule, JsonNode? value)
    {
        rule = rule.Behind;
        for (int i = 0; i < DeepestLevel && rule.Types == SchemaTypes.None && rule.AnyOf.Length > 0; i++)
        {
            SchemaRule? fitting = null;
            SchemaRule? other = null;
            int most = -1;
            foreach (SchemaRule form in rule.AnyOf)
            {
                SchemaRule behind = form.Behind;
                other ??= behind.Types != SchemaTypes.Null ? behind : null;

                // Of several objects the one is meant that shares most properties with the value.
                int shared = value is JsonObject o ? Shapes.Shared(behind, o) : 0;
                if (shared > most && SchemaTypeNames.Fits(value, behind.Types))
                {
                    (fitting, most) = (behind, shared);
                }
            }

            rule = fitting ?? other ?? rule.AnyOf[0].Behind;
        }

        return rule;
    }

    private static JsonNode? Free(JsonNode? node) => node?.Parent is null ? node : node.DeepClone();

    private void Report(string? what)
    {
        if (what is not null)
        {
            _repairs.Add(new SchemaRepair(_way.Pointer, what));
        }
    }
}
