using System.Text.Json.Serialization;

namespace Extraction.Prompts.Replies;

/// <summary>One field that a registry record states; the others are null.</summary>
public sealed record RegistryFact
{
    /// <summary>Other names that the record gives.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>Unified social credit code as written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CreditCode { get; init; }

    /// <summary>Where it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LocationReply? Location { get; init; }

    /// <summary>Statements of what it does now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? MainBusiness { get; init; }

    /// <summary>Goods and services that it makes or performs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Makes { get; init; }

    /// <summary>Goods and services that it trades only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Sells { get; init; }

    /// <summary>Goods that it buys to make them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>Its own patents.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PatentsReply? Patents { get; init; }

    /// <summary>Named direct customers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Customers { get; init; }

    /// <summary>Named firms reached through others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? EndCustomers { get; init; }

    /// <summary>Titles of public bodies.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Honours { get; init; }
}
