using System.Text.Json.Serialization;

namespace Extraction.Contracts;

/// <summary>The CloudEvents 1.0 envelope, structured JSON mode, in which events are published.</summary>
/// <param name="Id">Deterministic: SHA-256 of (document hash, recipe hash, company key), its first 32 hexadecimal digits. The same input under the same recipe has the same id.</param>
/// <param name="Source">The publisher, a URI reference.</param>
/// <param name="Subject">The company's name.</param>
/// <param name="Time">When the result was recorded.</param>
/// <param name="Data">The event.</param>
public sealed record ChainPlacementEnvelope(
    [property: JsonPropertyOrder(1)] string Id,
    [property: JsonPropertyOrder(2)] string Source,
    [property: JsonPropertyOrder(4)] string Subject,
    [property: JsonPropertyOrder(5)] DateTimeOffset Time,
    [property: JsonPropertyOrder(7)] ChainPlacementEvent Data)
{
    /// <summary>The event type that consumers subscribe to.</summary>
    public const string EventType = "extraction.chain-placement.v1";

    /// <summary>The CloudEvents version.</summary>
    [JsonPropertyName("specversion"), JsonPropertyOrder(0)]
    public string SpecVersion { get; init; } = "1.0";

    /// <summary>Always <see cref="EventType"/>.</summary>
    [JsonPropertyOrder(3)]
    public string Type { get; init; } = EventType;

    /// <summary>Always JSON.</summary>
    [JsonPropertyName("datacontenttype"), JsonPropertyOrder(6)]
    public string DataContentType { get; init; } = "application/json";
}
