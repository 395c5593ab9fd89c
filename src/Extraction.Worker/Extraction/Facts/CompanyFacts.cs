namespace Extraction.Worker.Extraction.Facts;

/// <summary>What one piece of the text says of one company, every value proved.</summary>
/// <param name="Name">The name, and where it stands.</param>
/// <param name="Aliases">Other names that the text gives it.</param>
/// <param name="CreditCode">18 characters without spaces, or null.</param>
/// <param name="Location">Where it is, or null.</param>
/// <param name="MainBusiness">Statements of what it does.</param>
/// <param name="Products">What it makes or sells.</param>
/// <param name="Inputs">What it buys to make them.</param>
/// <param name="Patents">Its own patents, or null.</param>
/// <param name="Customers">Named direct customers.</param>
/// <param name="EndCustomers">Named firms reached through others.</param>
/// <param name="Honours">Titles of public bodies.</param>
internal sealed record CompanyFacts(
    Fact Name,
    IReadOnlyList<Fact> Aliases,
    Fact? CreditCode,
    LocationFact? Location,
    IReadOnlyList<Fact> MainBusiness,
    IReadOnlyList<ProductFact> Products,
    IReadOnlyList<Fact> Inputs,
    PatentFacts? Patents,
    IReadOnlyList<Fact> Customers,
    IReadOnlyList<Fact> EndCustomers,
    IReadOnlyList<Fact> Honours);
