using Extraction.Contracts;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>What one piece of the text says of a company's own patents.</summary>
/// <param name="Counts">Stated totals.</param>
/// <param name="Types">The stated split.</param>
/// <param name="Pending">Stated applications under way.</param>
/// <param name="TypesEvidence">Where split and applications are stated.</param>
/// <param name="Numbers">Listed numbers.</param>
internal sealed record PatentFacts(
    IReadOnlyList<CountFact> Counts,
    PatentTypes Types,
    int? Pending,
    IReadOnlyList<Evidence> TypesEvidence,
    IReadOnlyList<PatentNumberFact> Numbers);
