using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Extraction.Prompts.Schemas;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Extraction.Prompts.Loading;

/// <summary>YAML as JSON, by the core schema of YAML 1.2, with the place of every value by JSON Pointer.</summary>
internal sealed partial class YamlJson
{
    private readonly Dictionary<string, Mark> _places = new(StringComparer.Ordinal);

    private YamlJson(YamlNode node) => Value = Convert(node, string.Empty);

    /// <summary>The value.</summary>
    public JsonNode? Value { get; }

    public static YamlJson Of(YamlNode node) => new(node);

    /// <summary>Where the value under a pointer stands; the nearest value around it where there is none under it.</summary>
    public Mark Place(string pointer)
    {
        while (!_places.ContainsKey(pointer))
        {
            pointer = pointer[..Math.Max(0, pointer.LastIndexOf('/'))];
        }

        return _places[pointer];
    }

    private JsonNode? Convert(YamlNode node, string pointer)
    {
        _places[pointer] = node.Start;
        switch (node)
        {
            case YamlMappingNode mapping:
                JsonObject result = [];
                foreach ((YamlNode key, YamlNode value) in mapping.Children)
                {
                    string name = (key as YamlScalarNode)?.Value ?? throw new YamlException(key.Start, key.End, "only words can be keys here");
                    string at = JsonPointer.Append(pointer, name);
                    result[name] = Convert(value, at);

                    // The key says better than the value where a keyword stands.
                    _places[at] = key.Start;
                }

                return result;
            case YamlSequenceNode sequence:
                return new JsonArray([.. sequence.Children.Select((child, i) => Convert(child, JsonPointer.Append(pointer, i)))]);
            case YamlScalarNode scalar:
                return Scalar(scalar);
            default:
                throw new YamlException(node.Start, node.End, "only mappings, sequences and scalars can stand here");
        }
    }

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        string text = scalar.Value ?? string.Empty;
        if (scalar.Style is not ScalarStyle.Plain)
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when Whole().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
            _ when Real().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal real) => JsonValue.Create(real),
            _ => JsonValue.Create(text),
        };
    }

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Real();
}
