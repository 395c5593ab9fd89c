namespace Extraction.Contracts;

/// <summary>What the company does, in the text's own words.</summary>
/// <param name="Text">The statement; several statements are joined by <c>；</c>.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Evidence">Where the text says so, one entry a statement.</param>
public sealed record MainBusiness(string Text, double Confidence, IReadOnlyList<Evidence> Evidence);
