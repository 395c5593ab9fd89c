namespace Extraction.Worker.Ledger;

/// <summary>A text that was finished under a recipe.</summary>
/// <param name="DocumentSha256">Hash of its document's bytes.</param>
/// <param name="Sketch">As it was recorded in its <see cref="TextMark"/>.</param>
internal sealed record KnownText(string DocumentSha256, string Sketch);
