namespace Extraction.Contracts;

/// <summary>Where the company is, as administrative names without 省, 市 or 自治区.</summary>
/// <param name="Province">Province-level division (GB/T 2260), or null.</param>
/// <param name="City">Prefecture-level city, or null.</param>
/// <param name="Evidence">Where the text says so.</param>
public sealed record CompanyLocation(string? Province, string? City, IReadOnlyList<Evidence> Evidence);
