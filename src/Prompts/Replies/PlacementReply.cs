namespace Extraction.Prompts.Replies;

/// <summary>The reply to <c>chain-placement</c>: a choice among the candidates; empty means that no node fits.</summary>
/// <param name="Placements">The nodes that fit, the principal activity first.</param>
public sealed record PlacementReply(IReadOnlyList<PlacementChoice> Placements);
