namespace Extraction.Prompts.Replies;

/// <summary>A value and the words of the document that state it.</summary>
/// <param name="Value">The value, as the document writes it.</param>
/// <param name="Quote">A verbatim passage that holds the value; null where the value is its own quote.</param>
public sealed record QuotedValue(string Value, string? Quote = null);
