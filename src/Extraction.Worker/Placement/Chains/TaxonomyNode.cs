using Extraction.Contracts;

namespace Extraction.Worker.Placement.Chains;

/// <summary>One link of a chain.</summary>
/// <param name="Index">Its position among the taxonomy's nodes, from 0.</param>
/// <param name="Id">Its id: <c>auto-connectors.insulators</c>.</param>
/// <param name="Chain">The chain that it belongs to.</param>
/// <param name="Name">Its name.</param>
/// <param name="Stage">Where it stands in its chain; null in a taxonomy without stages.</param>
/// <param name="Aliases">Other names of the node.</param>
/// <param name="Products">Goods or services that the market calls by name there.</param>
internal sealed record TaxonomyNode(
    int Index,
    string Id,
    TaxonomyChain Chain,
    string Name,
    ChainStage? Stage,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Products)
{
    /// <summary>Industry, chain and node, as people read it.</summary>
    public string Path => $"{Chain.Industry} > {Chain.Name} > {Name}";
}
