using Extraction.Contracts;

namespace Extraction.Worker.Placement;

/// <summary>Where a company stands.</summary>
/// <param name="Placements">Its places, best first; empty where no node fits.</param>
/// <param name="Refused">What the model chose that cannot be.</param>
/// <param name="Usage">What the choice cost.</param>
internal sealed record PlacementResult(IReadOnlyList<ChainPlacement> Placements, IReadOnlyList<RefusedValue> Refused, ModelUsage Usage);
