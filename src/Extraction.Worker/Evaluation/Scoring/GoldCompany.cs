namespace Extraction.Worker.Evaluation;

/// <summary>What a labelled document says of one company.</summary>
internal sealed record GoldCompany(
    string Name,
    IReadOnlyList<string>? Aliases,
    string? CreditCode,
    bool? CreditCodeValid,
    GoldLocation? Location,
    IReadOnlyList<string>? MainBusiness,
    IReadOnlyList<string>? Products,
    GoldPatents? Patents,
    IReadOnlyList<string>? Customers,
    IReadOnlyList<string>? EndCustomers,
    IReadOnlyList<string>? Honours,
    IReadOnlyList<GoldChain>? Chain);
