using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Extraction.Prompts.Loading;

/// <summary>The fields of one YAML mapping. Reports what is missing, of the wrong kind or unknown.</summary>
internal sealed class YamlFields
{
    private readonly YamlNode _node;
    private readonly string _where;
    private readonly ProblemList _problems;
    private readonly Dictionary<string, YamlNode> _fields = new(StringComparer.Ordinal);

    /// <param name="node">The mapping.</param>
    /// <param name="where">How messages name it: <c>the file</c>.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="known">All keys that it may have.</param>
    public YamlFields(YamlNode node, string where, ProblemList problems, params string[] known)
    {
        (_node, _where, _problems) = (node, where, problems);
        if (node is not YamlMappingNode mapping)
        {
            problems.Add(node, $"{where} must be a mapping of keys to values.");
            return;
        }

        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: string name } && known.Contains(name))
            {
                _fields[name] = value;
            }
            else
            {
                problems.Add(key, $"{where} has the unknown key `{key}`; it may have {string.Join(", ", known)}.");
            }
        }
    }

    public YamlNode? Optional(string name) => _fields.GetValueOrDefault(name);

    public YamlNode? Required(string name)
    {
        YamlNode? value = Optional(name);
        if (value is null && _node is YamlMappingNode)
        {
            _problems.Add(_node, $"{_where} lacks the key `{name}`.");
        }

        return value;
    }

    /// <summary>A text that is not empty; an empty string after a problem was reported.</summary>
    public string Text(string name)
    {
        YamlNode? value = Required(name);
        if (value is YamlScalarNode { Value.Length: > 0 } scalar)
        {
            return scalar.Value!;
        }

        if (value is not null)
        {
            _problems.Add(value, $"`{name}` must be a text that is not empty.");
        }

        return string.Empty;
    }

    public bool Flag(string name, bool otherwise)
    {
        YamlNode? value = Optional(name);
        switch ((value as YamlScalarNode)?.Value)
        {
            case "true":
                return true;
            case "false":
                return false;
            default:
                if (value is not null)
                {
                    _problems.Add(value, $"`{name}` must be true or false.");
                }

                return otherwise;
        }
    }

    public double Number(string name, double from, double to)
    {
        YamlNode? value = Required(name);
        if (value is YamlScalarNode scalar
            && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number >= from && number <= to)
        {
            return number;
        }

        if (value is not null)
        {
            _problems.Add(value, string.Create(CultureInfo.InvariantCulture, $"`{name}` must be a number from {from} to {to}."));
        }

        return from;
    }

    public int Whole(string name, int from, int to)
    {
        double number = Number(name, from, to);
        if (number != Math.Truncate(number))
        {
            _problems.Add(Required(name)!, $"`{name}` must be a whole number.");
        }

        return (int)number;
    }

    public IReadOnlyList<YamlNode> List(string name)
    {
        YamlNode? value = Required(name);
        if (value is null or YamlSequenceNode)
        {
            return value is YamlSequenceNode list ? [.. list.Children] : [];
        }

        _problems.Add(value, $"`{name}` must be a list.");
        return [];
    }
}
