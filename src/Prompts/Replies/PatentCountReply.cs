namespace Extraction.Prompts.Replies;

/// <summary>A stated total of granted patents.</summary>
/// <param name="Count">The total; where only a split is stated, its sum.</param>
/// <param name="AsOf">The date for which it is stated, ISO 8601 (year, month or day), or null.</param>
/// <param name="Quote">The verbatim passage.</param>
public sealed record PatentCountReply(int Count, string? AsOf, string Quote);
