using Extraction.Contracts;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>A stated total of granted patents.</summary>
/// <param name="Count">The total.</param>
/// <param name="AsOf">Its date, ISO 8601, or null.</param>
/// <param name="Evidence">Where it stands.</param>
internal sealed record CountFact(int Count, string? AsOf, Evidence Evidence);
