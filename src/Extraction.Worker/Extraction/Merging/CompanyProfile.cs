using Extraction.Contracts;

namespace Extraction.Worker.Extraction.Merging;

/// <summary>One company, all that the document says of it joined.</summary>
/// <param name="Key">What tells it from other companies: its full name, folded.</param>
/// <param name="Identity">Names, code, place, honours.</param>
/// <param name="MainBusiness">What it does, or null.</param>
/// <param name="Products">What it makes or sells, with the role of each.</param>
/// <param name="Inputs">What it buys to make them.</param>
/// <param name="Patents">Its patents, or null.</param>
/// <param name="Customers">Named direct customers.</param>
/// <param name="EndCustomers">Named firms reached through others.</param>
/// <param name="MergedBecause">Why pieces were joined: one sentence a join.</param>
internal sealed record CompanyProfile(
    string Key,
    CompanyIdentity Identity,
    MainBusiness? MainBusiness,
    IReadOnlyList<CompanyProduct> Products,
    IReadOnlyList<ExtractedValue> Inputs,
    PatentHoldings? Patents,
    IReadOnlyList<ExtractedValue> Customers,
    IReadOnlyList<ExtractedValue> EndCustomers,
    IReadOnlyList<string> MergedBecause);
