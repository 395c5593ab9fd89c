namespace Extraction.Worker.Placement.Chains;

/// <summary>One industrial chain.</summary>
/// <param name="Id">Its id: <c>auto-connectors</c>.</param>
/// <param name="Industry">The industry's name.</param>
/// <param name="Name">Its name.</param>
internal sealed record TaxonomyChain(string Id, string Industry, string Name);
