namespace Extraction.Prompts.Replies;

/// <summary>One company in the short form of <c>registry-profile</c> from version 1.1: only what the record states, each value a plain text that is its own quote.</summary>
/// <param name="Record">Id of the record.</param>
/// <param name="Name">The full name; null, from version 1.2, where the record names no company.</param>
/// <param name="Facts">What the record states, a field each.</param>
public sealed record RegistryEntry(string Record, string? Name, IReadOnlyList<RegistryFact> Facts)
{
    private const string SellsRole = "sells";

    /// <summary>The same in the long form; null where there is no company.</summary>
    public CompanyReply? ToCompany() => Name is null ? null : new(
        Record,
        new QuotedValue(Name),
        Quoted(fact => fact.Aliases),
        Facts.Select(fact => fact.CreditCode).FirstOrDefault(code => code is not null),
        Facts.Select(fact => fact.Location).FirstOrDefault(location => location is not null),
        Quoted(fact => fact.MainBusiness),
        [.. Texts(fact => fact.Makes).Select(value => new ProductReply(value)), .. Texts(fact => fact.Sells).Select(value => new ProductReply(value, SellsRole))],
        Quoted(fact => fact.Inputs),
        Facts.Select(fact => fact.Patents).FirstOrDefault(patents => patents is not null),
        Quoted(fact => fact.Customers),
        Quoted(fact => fact.EndCustomers),
        Quoted(fact => fact.Honours));

    /// <summary>The short form of a company.</summary>
    public static RegistryEntry Of(CompanyReply company) => new(company.Record ?? string.Empty, company.Name.Value, [.. FactsOf(company)]);

    private static IEnumerable<RegistryFact> FactsOf(CompanyReply company)
    {
        IEnumerable<RegistryFact?> facts =
        [
            Fact(company.Aliases, values => new RegistryFact { Aliases = values }),
            company.CreditCode is null ? null : new RegistryFact { CreditCode = company.CreditCode },
            company.Location is null ? null : new RegistryFact { Location = company.Location },
            Fact(company.MainBusiness, values => new RegistryFact { MainBusiness = values }),
            Goods(company, sold: false, values => new RegistryFact { Makes = values }),
            Goods(company, sold: true, values => new RegistryFact { Sells = values }),
            Fact(company.Inputs, values => new RegistryFact { Inputs = values }),
            company.Patents is null ? null : new RegistryFact { Patents = company.Patents },
            Fact(company.Customers, values => new RegistryFact { Customers = values }),
            Fact(company.EndCustomers, values => new RegistryFact { EndCustomers = values }),
            Fact(company.Honours, values => new RegistryFact { Honours = values }),
        ];
        return facts.OfType<RegistryFact>();
    }

    private static RegistryFact? Goods(CompanyReply company, bool sold, Func<IReadOnlyList<string>, RegistryFact> fact) =>
        Fact([.. company.Products.Where(product => product.Role == SellsRole == sold).Select(product => new QuotedValue(product.Value))], fact);

    private static RegistryFact? Fact(IReadOnlyList<QuotedValue> values, Func<IReadOnlyList<string>, RegistryFact> fact) =>
        values.Count == 0 ? null : fact([.. values.Select(value => value.Value)]);

    private IEnumerable<string> Texts(Func<RegistryFact, IReadOnlyList<string>?> field) => Facts.SelectMany(fact => field(fact) ?? []);

    private IReadOnlyList<QuotedValue> Quoted(Func<RegistryFact, IReadOnlyList<string>?> field) => [.. Texts(field).Select(value => new QuotedValue(value))];
}
