using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Extraction.Contracts;
using Extraction.Worker.Pipeline;

namespace Extraction.Worker.Evaluation.Export;

/// <summary>Turns what happened in production into evaluation cases: the document beside a gold file, and a line to be labelled.</summary>
/// <param name="folder">Where <c>gold.jsonl</c> and <c>documents/</c> are.</param>
internal sealed class CaseExport(string folder)
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The gold file.</summary>
    public string GoldFile { get; } = Path.Combine(folder, "gold.jsonl");

    /// <summary>Adds a case; one whose document is there already is left as it is, so that labels are never lost.</summary>
    /// <param name="id">The crawler's document id.</param>
    /// <param name="bytes">The document's bytes.</param>
    /// <param name="extension">The file's extension with its dot, or empty.</param>
    /// <param name="kind">The document's kind.</param>
    /// <param name="language">Its language, or null.</param>
    /// <param name="events">What was published of it, as labels to be corrected; empty for a document that gave nothing.</param>
    /// <returns>Whether the case is new.</returns>
    public bool Add(string id, ReadOnlySpan<byte> bytes, string extension, DocumentKind kind, string? language, IReadOnlyList<ChainPlacementEvent> events)
    {
        Directory.CreateDirectory(Path.Combine(folder, "documents"));
        if (_known.Count == 0 && File.Exists(GoldFile))
        {
            _known.UnionWith(File.ReadLines(GoldFile).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!["document"]!.GetValue<string>()));
        }

        string document = $"documents/{FileName(id, extension)}";
        if (!_known.Add(document))
        {
            return false;
        }

        File.WriteAllBytes(Path.Combine(folder, document), bytes);
        JsonObject record = new()
        {
            ["document"] = document,
            ["kind"] = JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()),
            ["language"] = language,
            ["companies"] = new JsonArray([.. events.Select(Company)]),
        };
        File.AppendAllText(GoldFile, record.ToJsonString(Written) + "\n", new UTF8Encoding(false));
        return true;
    }

    private static JsonObject Company(ChainPlacementEvent one) => new()
    {
        ["name"] = one.Company.Name,
        ["aliases"] = Words(one.Company.Aliases),
        ["creditCode"] = one.Company.CreditCode,
        ["creditCodeValid"] = one.Company.CreditCodeValid,
        ["location"] = one.Company.Location is { } place ? new JsonObject { ["province"] = place.Province, ["city"] = place.City } : null,
        ["mainBusiness"] = Words(one.MainBusiness?.Text.Split('；') ?? []),
        ["products"] = Words(one.Products.Select(value => value.Name)),
        ["patents"] = one.Patents is { } patents ? Patents(patents) : null,
        ["customers"] = Words(one.Customers.Select(value => value.Name)),
        ["endCustomers"] = Words(one.EndCustomers.Select(value => value.Name)),
        ["honours"] = Words(one.Company.Honours.Select(value => value.Name)),
        ["chain"] = new JsonArray([.. one.Placements.Take(1).Select(placement => new JsonObject
        {
            ["industry"] = placement.Industry,
            ["node"] = placement.Node,
            ["nodeId"] = placement.NodeId,
            ["role"] = placement.Role.ToString().ToLowerInvariant(),
            ["chainName"] = placement.Chain,
        })]),
    };

    private static JsonObject Patents(PatentHoldings patents)
    {
        JsonObject types = [];
        foreach ((string name, int? count) in new[] { ("invention", patents.ByType.Invention), ("utilityModel", patents.ByType.UtilityModel), ("design", patents.ByType.Design) })
        {
            if (count is not null)
            {
                types[name] = count;
            }
        }

        return new JsonObject
        {
            ["count"] = patents.Count,
            ["byType"] = types.Count == 0 ? null : types,
            ["numbers"] = Words(patents.Numbers.Select(number => number.Number)),
            ["pending"] = patents.Pending,
        };
    }

    private static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(word => JsonValue.Create(word))]);

    /// <summary>A document id can be anything, an address for instance: where its last part alone is not the id, a hash keeps ids apart.</summary>
    private static string FileName(string id, string extension)
    {
        string name = string.Concat(id[(id.LastIndexOfAny(['/', '\\']) + 1)..].Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
        name = name.TrimStart('.');
        name = name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
        return name + (name == id || name + extension == id ? string.Empty : "-" + Hashing.Of([id])[..8]) + extension;
    }
}
