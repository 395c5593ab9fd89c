using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Xml.Linq;

namespace Extraction.Contracts.Tests;

/// <summary>Generates the JSON Schemas (draft 2020-12) from the records; the descriptions are the records' own documentation.</summary>
internal static class ContractSchemas
{
    private static readonly Dictionary<string, string> Documentation = ReadDocumentation();

    /// <summary>Members that version 1 gained after it was agreed. The worker always writes them; a reader of older events must not ask for them.</summary>
    private static readonly (Type Type, string Member)[] AddedLater =
    [
        (typeof(CompanyIdentity), "evidence"),
        (typeof(CompanyLocation), "evidence"),
        (typeof(PatentHoldings), "otherCounts"),
    ];

    public static IReadOnlyDictionary<string, JsonNode> Generate() => new Dictionary<string, JsonNode>(StringComparer.Ordinal)
    {
        ["document-submitted.v1.schema.json"] = DocumentSubmittedSchema(),
        ["chain-placement-event.v1.schema.json"] = ChainPlacementEventSchema(),
    };

    private static JsonObject DocumentSubmittedSchema()
    {
        JsonObject schema = Export(typeof(DocumentSubmitted), "Document submitted, version 1");
        JsonObject properties = schema["properties"]!.AsObject();
        properties["version"] = new JsonObject { ["const"] = DocumentSubmitted.CurrentVersion };
        JsonObject id = properties["documentId"]!.AsObject();
        id["minLength"] = 1;
        id["maxLength"] = DocumentSubmittedReader.MaxDocumentIdLength;
        properties["source"]!["oneOf"] = new JsonArray(Given("uri"), Given("content"), Given("contentBase64"));
        return schema;
    }

    private static JsonObject ChainPlacementEventSchema()
    {
        JsonObject schema = Export(typeof(ChainPlacementEnvelope), "Chain placement, version 1, in a CloudEvents 1.0 envelope");
        JsonObject properties = schema["properties"]!.AsObject();
        properties["specversion"] = new JsonObject { ["const"] = "1.0" };
        properties["type"] = new JsonObject { ["const"] = ChainPlacementEnvelope.EventType };
        properties["datacontenttype"] = new JsonObject { ["const"] = "application/json" };
        properties["data"]!["properties"]!["version"] = new JsonObject { ["const"] = ChainPlacementEvent.CurrentVersion };
        return schema;
    }

    private static JsonObject Given(string name) => new()
    {
        ["required"] = new JsonArray(name),
        ["properties"] = new JsonObject { [name] = new JsonObject { ["type"] = "string" } },
    };

    private static JsonObject Export(Type type, string title)
    {
        JsonObject schema = ContractJson.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Describe,
        }).AsObject();
        schema.Insert(0, "title", title);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema;
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is JsonObject schema
            && context.PropertyInfo is { AttributeProvider: PropertyInfo property }
            && Documentation.TryGetValue($"{property.DeclaringType!.FullName}.{property.Name}", out string? description))
        {
            schema.Insert(0, "description", description);
        }

        foreach ((Type type, string member) in AddedLater)
        {
            if (context.TypeInfo.Type == type && (node as JsonObject)?["required"] is JsonArray required)
            {
                required.RemoveAll(name => name!.GetValue<string>() == member);
            }
        }

        return node;
    }

    private static Dictionary<string, string> ReadDocumentation()
    {
        string file = Path.ChangeExtension(typeof(DocumentSubmitted).Assembly.Location, ".xml");
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (XElement member in XDocument.Load(file).Descendants("member"))
        {
            string name = member.Attribute("name")!.Value;
            if (name.StartsWith("T:", StringComparison.Ordinal))
            {
                foreach (XElement parameter in member.Elements("param"))
                {
                    found[$"{name[2..]}.{parameter.Attribute("name")!.Value}"] = Plain(parameter);
                }
            }
            else if (name.StartsWith("P:", StringComparison.Ordinal) && member.Element("summary") is { } summary)
            {
                found.TryAdd(name[2..], Plain(summary));
            }
        }

        return found;
    }

    private static string Plain(XElement text) => string.Join(' ', string
        .Concat(text.Nodes().Select(node => node is XElement { Name.LocalName: "see" or "paramref" } link
            ? (link.Attribute("cref") ?? link.Attribute("name"))!.Value.Split('.', ':')[^1]
            : node is XElement inner ? inner.Value : node.ToString()))
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
