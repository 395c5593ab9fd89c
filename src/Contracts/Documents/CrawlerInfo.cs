namespace Extraction.Contracts;

/// <summary>Who fetched the document, from where and when.</summary>
/// <param name="Name">The crawler's own name.</param>
/// <param name="Url">The address that it fetched.</param>
/// <param name="FetchedAt">When it fetched it.</param>
public sealed record CrawlerInfo(string? Name = null, string? Url = null, DateTimeOffset? FetchedAt = null);
