using System.Text.Json.Serialization;

namespace Extraction.Contracts;

/// <summary>Where a node stands in its chain.</summary>
[JsonConverter(typeof(ContractEnumConverter<ChainStage>))]
public enum ChainStage
{
    /// <summary>Inputs to, parts of and equipment for the chain's product.</summary>
    Upstream,

    /// <summary>Making the chain's product.</summary>
    Midstream,

    /// <summary>Selling it on, installing, servicing, running or using it.</summary>
    Downstream,
}
