using Extraction.Worker.Ledger;
using Extraction.Worker.Pipeline.Shadowing;

namespace Extraction.Worker.Pipeline;

/// <summary>What became of a document.</summary>
/// <param name="Events">Its events, recorded and waiting to be sent; empty where it describes no company.</param>
/// <param name="Remembered">Whether the ledger held them already, so that no model was asked.</param>
internal sealed record DocumentResult(IReadOnlyList<OutgoingEvent> Events, bool Remembered)
{
    /// <summary>What is to be read once more in the shadow, after the events are out; null where no version is tried.</summary>
    public ShadowWork? Shadow { get; init; }
}
