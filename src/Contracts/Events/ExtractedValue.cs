namespace Extraction.Contracts;

/// <summary>A name that the text gives: a product, a customer, an honour.</summary>
/// <param name="Name">The value.</param>
/// <param name="Confidence">0 to 1, computed from grounding, agreement and validation.</param>
/// <param name="Evidence">Where the text says so.</param>
public sealed record ExtractedValue(string Name, double Confidence, IReadOnlyList<Evidence> Evidence);
