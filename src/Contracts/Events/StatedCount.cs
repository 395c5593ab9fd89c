namespace Extraction.Contracts;

/// <summary>A total that the text states for another date than the one published.</summary>
/// <param name="Count">The total.</param>
/// <param name="AsOf">Its date, ISO 8601, or null.</param>
/// <param name="Evidence">Where it stands.</param>
public sealed record StatedCount(int Count, string? AsOf, IReadOnlyList<Evidence> Evidence);
