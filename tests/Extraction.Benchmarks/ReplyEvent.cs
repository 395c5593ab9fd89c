using Extraction.Contracts;
using Extraction.Prompts.Replies;

/// <summary>Makes the event that a reply would become if every value of it were proved: for scoring a reader by itself.</summary>
internal static class ReplyEvent
{
    private const string CodeCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    public static ChainPlacementEvent Of(CompanyReply company)
    {
        string? code = company.CreditCode?.Replace(" ", string.Empty, StringComparison.Ordinal);
        CompanyLocation? location = company.Location is null ? null : new CompanyLocation(company.Location.Province, company.Location.City, []);
        return new ChainPlacementEvent(
            ChainPlacementEvent.CurrentVersion,
            new CompanyIdentity(company.Name.Value, [.. company.Aliases.Select(a => a.Value)], code, code is null ? null : IsValid(code), location, Values(company.Honours), []),
            company.MainBusiness.Count == 0 ? null : new MainBusiness(string.Join('；', company.MainBusiness.Select(b => b.Value)), 1, []),
            [.. company.Products.Select(p => new ExtractedValue(p.Value, 1, []))],
            company.Patents is { } patents ? Holdings(patents) : null,
            Values(company.Customers),
            Values(company.EndCustomers),
            Placements: [],
            new DocumentReference("benchmark", null, string.Empty, DocumentKind.Other, null, null),
            new Coverage(0, 0, 0, 0),
            Refused: [],
            Lineage: null!);
    }

    private static PatentHoldings Holdings(PatentsReply patents) => new(
        patents.Counts.Count > 0 ? patents.Counts[0].Count : null,
        new PatentTypes(patents.Invention, patents.UtilityModel, patents.Design),
        patents.Pending,
        patents.Counts.Count > 0 ? patents.Counts[0].AsOf : null,
        [],
        [.. patents.Numbers.Select(n => new PatentNumber(n.Value, null, n.Title, []))],
        []);

    private static ExtractedValue[] Values(IReadOnlyList<QuotedValue> values) => [.. values.Select(v => new ExtractedValue(v.Value, 1, []))];

    /// <summary>The check character of GB 32100-2015.</summary>
    private static bool IsValid(string code)
    {
        int sum = 0;
        for (int i = 0; i < Weights.Length; i++)
        {
            int value = CodeCharacters.IndexOf(code[i]);
            if (value < 0)
            {
                return false;
            }

            sum += value * Weights[i];
        }

        return CodeCharacters[(31 - (sum % 31)) % 31] == code[17];
    }
}
