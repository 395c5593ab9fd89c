namespace Extraction.Prompts.Replies;

/// <summary>One company as a model reports it: claims, none of them proved yet.</summary>
/// <param name="Record">Id of the registry record that it was read from, in packed prompts; null otherwise.</param>
/// <param name="Name">The full name as the document writes it.</param>
/// <param name="Aliases">Short, brand, foreign and former names that the document gives.</param>
/// <param name="CreditCode">Unified social credit code as written, or null.</param>
/// <param name="Location">Where it is, or null.</param>
/// <param name="MainBusiness">The shortest verbatim statements of what it does now.</param>
/// <param name="Products">Goods and services that it makes or sells itself, now.</param>
/// <param name="Inputs">Principal goods that it buys to make them.</param>
/// <param name="Patents">Its own patents, or null where the document speaks of none.</param>
/// <param name="Customers">Named present direct customers.</param>
/// <param name="EndCustomers">Named firms that its goods reach through others.</param>
/// <param name="Honours">Titles conferred on it by public bodies.</param>
public sealed record CompanyReply(
    string? Record,
    QuotedValue Name,
    IReadOnlyList<QuotedValue> Aliases,
    string? CreditCode,
    LocationReply? Location,
    IReadOnlyList<QuotedValue> MainBusiness,
    IReadOnlyList<ProductReply> Products,
    IReadOnlyList<QuotedValue> Inputs,
    PatentsReply? Patents,
    IReadOnlyList<QuotedValue> Customers,
    IReadOnlyList<QuotedValue> EndCustomers,
    IReadOnlyList<QuotedValue> Honours);
