namespace Extraction.Worker.Evaluation;

/// <summary>One labelled document of a gold file.</summary>
/// <param name="Document">Path of the document, relative to the gold file.</param>
/// <param name="Kind">What sort of text it is, as in the contract: <c>research-report</c> for instance.</param>
/// <param name="Language">BCP 47 tag, or null.</param>
/// <param name="Companies">The companies that it describes; empty where there is none.</param>
/// <param name="Traps">Labels of its difficulties.</param>
/// <param name="NotNamed">What must not come back.</param>
/// <param name="Judged">Disagreements that a person looked at and found the label right.</param>
internal sealed record GoldDocument(
    string Document,
    string Kind,
    string? Language,
    IReadOnlyList<GoldCompany> Companies,
    IReadOnlyList<string>? Traps,
    GoldNotNamed? NotNamed,
    IReadOnlyList<GoldJudgement>? Judged = null);
