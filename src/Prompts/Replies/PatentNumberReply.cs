namespace Extraction.Prompts.Replies;

/// <summary>A patent that the document lists by number.</summary>
/// <param name="Value">The number as written.</param>
/// <param name="Title">Its title, or null.</param>
public sealed record PatentNumberReply(string Value, string? Title = null);
