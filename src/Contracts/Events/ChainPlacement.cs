namespace Extraction.Contracts;

/// <summary>A company's place on an industrial chain.</summary>
/// <param name="Industry">The industry's name.</param>
/// <param name="ChainId">The chain's id in the taxonomy.</param>
/// <param name="Chain">The chain's name.</param>
/// <param name="NodeId">The node's id in the taxonomy.</param>
/// <param name="Node">The node's name.</param>
/// <param name="Stage">Where the node stands in its chain; null in a taxonomy without stages.</param>
/// <param name="Role">What the company does there.</param>
/// <param name="Confidence">0 to 1, computed from candidates, grounding and the choice.</param>
/// <param name="Margin">How far the runner-up lies behind, 0 to 1; 1 where there is none.</param>
/// <param name="RunnerUp">The node that would have been next, or null.</param>
/// <param name="Upstream">Nodes whose goods flow directly into this one.</param>
/// <param name="Downstream">Nodes into which this one's goods flow directly.</param>
/// <param name="PathsToCustomers">Ways along the edges to the node of each named customer, where the text states the use.</param>
/// <param name="Evidence">The words that place it.</param>
public sealed record ChainPlacement(
    string Industry,
    string ChainId,
    string Chain,
    string NodeId,
    string Node,
    ChainStage? Stage,
    ChainRole Role,
    double Confidence,
    double Margin,
    string? RunnerUp,
    IReadOnlyList<string> Upstream,
    IReadOnlyList<string> Downstream,
    IReadOnlyList<CustomerPath> PathsToCustomers,
    IReadOnlyList<Evidence> Evidence);
