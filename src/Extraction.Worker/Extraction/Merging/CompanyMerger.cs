using Extraction.Contracts;
using Extraction.Worker.Extraction.Facts;
using Extraction.Worker.Grounding.Checks;

namespace Extraction.Worker.Extraction.Merging;

/// <summary>Joins what the pieces of a text say of the same company. Pure, and independent of the order of the pieces.</summary>
internal static class CompanyMerger
{
    /// <summary>The companies in the order of their first mention.</summary>
    public static IReadOnlyList<CompanyProfile> Merge(IReadOnlyList<CompanyFacts> pieces) =>
        [.. CompanyGroups.Find(pieces).Select(group => Join(group.Members, group.Reasons))];

    private static CompanyProfile Join(IReadOnlyList<CompanyFacts> pieces, IReadOnlyList<string> reasons)
    {
        // A foreign or former name may be the longer one; what another piece calls a further name is not the company's first.
        HashSet<string> further = [.. pieces.SelectMany(piece => piece.Aliases.Select(alias => NameKey.Of(alias.Value)).Where(alias => alias != NameKey.Of(piece.Name.Value)))];
        string name = pieces
            .Select(piece => piece.Name.Value)
            .OrderByDescending(CompanyGroups.IsLegalName)
            .ThenBy(value => further.Contains(NameKey.Of(value)))
            .ThenByDescending(value => value.Length)
            .ThenBy(value => value, StringComparer.Ordinal)
            .First();
        string key = NameKey.Of(name);
        IReadOnlyList<ExtractedValue> customers = Values(pieces.SelectMany(piece => piece.Customers));
        IReadOnlyList<ExtractedValue> endCustomers = Values(pieces.SelectMany(piece => piece.EndCustomers));
        return new CompanyProfile(
            key,
            Identity(name, key, pieces),
            MainBusinessOf(pieces),
            [.. Values(pieces.SelectMany(piece => piece.Products)).Select(value => new CompanyProduct(value, RoleOf(value, pieces)))],
            Values(pieces.SelectMany(piece => piece.Inputs)),
            PatentMerger.Merge([.. pieces.Select(piece => piece.Patents).OfType<PatentFacts>()]),
            customers,
            endCustomers,
            reasons);
    }

    private static CompanyIdentity Identity(string name, string key, IReadOnlyList<CompanyFacts> pieces)
    {
        Fact? code = pieces.Select(piece => piece.CreditCode).OfType<Fact>()
            .OrderByDescending(fact => CreditCode.IsValid(fact.Value))
            .ThenBy(fact => fact.Evidence.Start)
            .FirstOrDefault();
        LocationFact? location = pieces.Select(piece => piece.Location).OfType<LocationFact>()
            .OrderByDescending(fact => (fact.Province is null ? 0 : 1) + (fact.City is null ? 0 : 1))
            .ThenBy(fact => fact.Evidence.Start)
            .FirstOrDefault();
        IEnumerable<Fact> otherNames = pieces.SelectMany(piece => piece.Aliases.Append(piece.Name)).Where(fact => NameKey.Of(fact.Value) != key);
        IReadOnlyList<ExtractedValue> aliases = Values(otherNames);
        return new CompanyIdentity(
            name,
            [.. aliases.Select(alias => alias.Name)],
            code?.Value,
            code is null ? null : CreditCode.IsValid(code.Value),
            location is null ? null : new CompanyLocation(location.Province, location.City, [location.Evidence]),
            Values(pieces.SelectMany(piece => piece.Honours)),
            Distinct([
                .. pieces.Select(piece => piece.Name.Evidence),
                .. aliases.SelectMany(alias => alias.Evidence),
                .. code is null ? Array.Empty<Evidence>() : [code.Evidence],
            ]));
    }

    private static MainBusiness? MainBusinessOf(IReadOnlyList<CompanyFacts> pieces)
    {
        IReadOnlyList<ExtractedValue> statements = Values(pieces.SelectMany(piece => piece.MainBusiness));
        if (statements.Count == 0)
        {
            return null;
        }

        return new MainBusiness(
            string.Join('；', statements.Select(statement => statement.Name)),
            statements.Min(statement => statement.Confidence),
            [.. statements.Select(statement => statement.Evidence[0])]);
    }

    /// <summary>One entry a name, in the order of the text.</summary>
    private static IReadOnlyList<ExtractedValue> Values(IEnumerable<Fact> facts) =>
        [.. facts
            .OrderBy(fact => fact.Evidence.Start)
            .ThenBy(fact => fact.Value, StringComparer.Ordinal)
            .GroupBy(fact => NameKey.Of(fact.Value), StringComparer.Ordinal)
            .Select(group =>
            {
                IReadOnlyList<Evidence> evidence = Distinct(group.Select(fact => fact.Evidence));
                return new ExtractedValue(group.First().Value, Confidence.Of(evidence), evidence);
            })];

    private static ChainRole RoleOf(ExtractedValue product, IReadOnlyList<CompanyFacts> pieces) => pieces
        .SelectMany(piece => piece.Products)
        .Where(fact => NameKey.Of(fact.Value) == NameKey.Of(product.Name))
        .Min(fact => fact.Role);

    private static IReadOnlyList<Evidence> Distinct(IEnumerable<Evidence> evidence) =>
        [.. evidence.OrderBy(one => one.Start).ThenBy(one => one.End).DistinctBy(one => (one.Start, one.End))];
}
