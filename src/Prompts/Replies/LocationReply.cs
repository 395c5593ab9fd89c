namespace Extraction.Prompts.Replies;

/// <summary>Where the company is.</summary>
/// <param name="Province">Province-level division, or null.</param>
/// <param name="City">Prefecture-level city, or null.</param>
/// <param name="Quote">The verbatim words, an address for instance.</param>
public sealed record LocationReply(string? Province, string? City, string Quote);
