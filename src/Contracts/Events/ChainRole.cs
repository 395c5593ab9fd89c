using System.Text.Json.Serialization;

namespace Extraction.Contracts;

/// <summary>What the company does at a node.</summary>
[JsonConverter(typeof(ContractEnumConverter<ChainRole>))]
public enum ChainRole
{
    /// <summary>Makes or processes the goods, or performs the service.</summary>
    Makes,

    /// <summary>Trades the goods without making them.</summary>
    Sells,

    /// <summary>Buys the goods as a principal input.</summary>
    Uses,
}
