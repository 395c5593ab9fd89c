namespace Extraction.Contracts;

/// <summary>The patents that the company itself holds. A stated total and listed numbers are kept apart; neither is worked out from the other.</summary>
/// <param name="Count">Granted patents in force, as the text states; null where it states none, 0 only where it says so.</param>
/// <param name="ByType">The stated split.</param>
/// <param name="Pending">Stated number of applications under way.</param>
/// <param name="AsOf">The date for which the count is stated, ISO 8601 (year, month or day), or null.</param>
/// <param name="Evidence">Where the text states the count.</param>
/// <param name="Numbers">The patent numbers that the text lists.</param>
/// <param name="OtherCounts">Other totals that the text states, older ones for instance.</param>
public sealed record PatentHoldings(
    int? Count,
    PatentTypes ByType,
    int? Pending,
    string? AsOf,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<PatentNumber> Numbers,
    IReadOnlyList<StatedCount> OtherCounts);
