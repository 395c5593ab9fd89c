namespace Extraction.Contracts;

/// <summary>Who the company is.</summary>
/// <param name="Name">Full name as the text writes it.</param>
/// <param name="Aliases">Short, former and foreign names that the text gives.</param>
/// <param name="CreditCode">Unified social credit code, 18 characters without spaces, or null.</param>
/// <param name="CreditCodeValid">Whether its check characters are right by GB 32100-2015 (and GB 11714 inside it); null without a code.</param>
/// <param name="Location">Where it is, or null.</param>
/// <param name="Honours">Titles conferred by public bodies.</param>
/// <param name="Evidence">Where the text gives the names and the code.</param>
public sealed record CompanyIdentity(
    string Name,
    IReadOnlyList<string> Aliases,
    string? CreditCode,
    bool? CreditCodeValid,
    CompanyLocation? Location,
    IReadOnlyList<ExtractedValue> Honours,
    IReadOnlyList<Evidence> Evidence);
