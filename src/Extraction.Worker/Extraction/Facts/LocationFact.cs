using Extraction.Contracts;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>Where the company is.</summary>
/// <param name="Province">Without 省, 市 or 自治区; or null.</param>
/// <param name="City">Without 市; or null.</param>
/// <param name="Evidence">Where the text says so.</param>
internal sealed record LocationFact(string? Province, string? City, Evidence Evidence);
