namespace Extraction.Contracts;

/// <summary>
/// What one document says of one company, and where that places it, version 1. Published inside a <see cref="ChainPlacementEnvelope"/>;
/// its JSON Schema is <c>Schemas/chain-placement-event.v1.schema.json</c>.
/// </summary>
/// <param name="Version">Always 1.</param>
/// <param name="Company">Who the company is.</param>
/// <param name="MainBusiness">What it does, or null where the text does not say.</param>
/// <param name="Products">Goods and services that it makes or sells itself.</param>
/// <param name="Patents">The patents that it holds, or null where the text speaks of none.</param>
/// <param name="Customers">Named direct customers.</param>
/// <param name="EndCustomers">Named firms that its goods reach through others.</param>
/// <param name="Placements">Its places on the chains, best first; empty where no node fits.</param>
/// <param name="Document">The document.</param>
/// <param name="Coverage">What became of every character of the text.</param>
/// <param name="Refused">What the model said that the text does not hold.</param>
/// <param name="Lineage">How the event came about.</param>
/// <param name="CorrelationId">The crawler's mark, as submitted.</param>
public sealed record ChainPlacementEvent(
    int Version,
    CompanyIdentity Company,
    MainBusiness? MainBusiness,
    IReadOnlyList<ExtractedValue> Products,
    PatentHoldings? Patents,
    IReadOnlyList<ExtractedValue> Customers,
    IReadOnlyList<ExtractedValue> EndCustomers,
    IReadOnlyList<ChainPlacement> Placements,
    DocumentReference Document,
    Coverage Coverage,
    IReadOnlyList<RefusedValue> Refused,
    Lineage Lineage,
    string? CorrelationId = null)
{
    /// <summary>The version that this code writes.</summary>
    public const int CurrentVersion = 1;
}
