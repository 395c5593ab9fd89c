namespace Extraction.Prompts.Replies;

/// <summary>What the document says of the company's own patents.</summary>
/// <param name="Counts">Totals of granted patents that the document states for the company itself, each with its date; the newest counts.</param>
/// <param name="Invention">Stated number of granted invention patents, or null.</param>
/// <param name="UtilityModel">Stated number of utility models, or null.</param>
/// <param name="Design">Stated number of designs, or null.</param>
/// <param name="Pending">Stated number of applications under way, or null.</param>
/// <param name="Quote">The verbatim passage that states the split or the pending applications, or null.</param>
/// <param name="Numbers">Granted patents of the company that the document lists by number.</param>
public sealed record PatentsReply(
    IReadOnlyList<PatentCountReply> Counts,
    int? Invention,
    int? UtilityModel,
    int? Design,
    int? Pending,
    string? Quote,
    IReadOnlyList<PatentNumberReply> Numbers);
