namespace Extraction.Worker.Ledger;

/// <summary>By what a document's text is found again in another wrapping.</summary>
/// <param name="Facts">Must be the same; looked up.</param>
/// <param name="Sketch">Is compared by the one who asks.</param>
internal sealed record TextMark(string Facts, string Sketch);
