namespace Extraction.Contracts;

/// <summary>The company that the crawler was looking for. A hint to readers of the queue, never a fact about the text.</summary>
/// <param name="Name">The company's name as the crawler knows it.</param>
/// <param name="CreditCode">Its unified social credit code (GB 32100-2015), unchecked.</param>
public sealed record CompanyHint(string? Name = null, string? CreditCode = null);
