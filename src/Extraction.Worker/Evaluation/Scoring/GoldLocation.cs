namespace Extraction.Worker.Evaluation;

/// <summary>A labelled place: official names, in the document's language.</summary>
internal sealed record GoldLocation(string? Province, string? City);
