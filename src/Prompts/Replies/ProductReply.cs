namespace Extraction.Prompts.Replies;

/// <summary>Goods or a service of the company.</summary>
/// <param name="Value">The name, as the document writes it.</param>
/// <param name="Role"><c>makes</c> (makes, processes, performs) or <c>sells</c> (trade only).</param>
/// <param name="Quote">A verbatim passage that holds the name; null where the name is its own quote.</param>
public sealed record ProductReply(string Value, string Role = "makes", string? Quote = null);
