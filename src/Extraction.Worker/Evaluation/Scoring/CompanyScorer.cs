using System.Globalization;
using Extraction.Contracts;

namespace Extraction.Worker.Evaluation;

/// <summary>Scores one company's event against its labels.</summary>
internal static class CompanyScorer
{
    public static void Score(ScoreSheet sheet, string document, GoldCompany gold, ChainPlacementEvent? found)
    {
        FieldScorer fields = new(sheet, document, gold.Name);
        fields.List(GoldScorer.Products, gold.Products, found?.Products);
        fields.List(GoldScorer.Customers, gold.Customers, found?.Customers);
        fields.List(GoldScorer.EndCustomers, gold.EndCustomers, found?.EndCustomers);
        fields.List(GoldScorer.Honours, gold.Honours, found?.Company.Honours);
        fields.List(GoldScorer.PatentNumbers, gold.Patents?.Numbers, Numbers(found));
        Business(sheet, document, gold, found?.MainBusiness);

        PatentHoldings? patents = found?.Patents;
        fields.Exact(GoldScorer.PatentCount, Number(gold.Patents?.Count), Number(patents?.Count), patents?.Evidence);
        fields.Exact(GoldScorer.PatentTypes, Types(gold.Patents?.ByType), Types(patents?.ByType), patents?.Evidence);
        fields.Exact(GoldScorer.PatentPending, Number(gold.Patents?.Pending), Number(patents?.Pending), patents?.Evidence);
        fields.Exact(GoldScorer.CreditCode, Code(gold.CreditCode, gold.CreditCodeValid), Code(found?.Company.CreditCode, found?.Company.CreditCodeValid), null);
        fields.Exact(
            GoldScorer.Location,
            Place(gold.Location?.Province, gold.Location?.City),
            Place(found?.Company.Location?.Province, found?.Company.Location?.City),
            found?.Company.Location?.Evidence);
        if (found is not null)
        {
            PlacementScorer.Score(sheet, document, gold, found);
        }
    }

    /// <summary>Everything that an event of an unlabelled company publishes is surplus.</summary>
    public static void ScoreSurplus(ScoreSheet sheet, string document, ChainPlacementEvent surplus)
    {
        FieldScorer fields = new(sheet, document, surplus.Company.Name);
        fields.List(GoldScorer.Products, [], surplus.Products);
        fields.List(GoldScorer.Customers, [], surplus.Customers);
        fields.List(GoldScorer.EndCustomers, [], surplus.EndCustomers);
        fields.List(GoldScorer.Honours, [], surplus.Company.Honours);
        fields.List(GoldScorer.PatentNumbers, [], Numbers(surplus));
    }

    private static void Business(ScoreSheet sheet, string document, GoldCompany gold, MainBusiness? found)
    {
        string labelled = string.Join('；', gold.MainBusiness ?? []);
        string published = found?.Text ?? string.Empty;
        if (labelled.Length + published.Length == 0)
        {
            return;
        }

        double overlap = labelled.Length * published.Length == 0 ? 0 : ComparedText.PairOverlap(labelled, published);
        sheet.Add(GoldScorer.MainBusiness, overlap, published.Length > 0, labelled.Length > 0);
        if (found is not null)
        {
            sheet.Add(new ConfidenceOutcome(GoldScorer.MainBusiness, found.Confidence, overlap >= ComparedText.SameFrom));
        }

        if (overlap < 1)
        {
            sheet.Add(new Disagreement(
                document, gold.Name, GoldScorer.MainBusiness, labelled.Length == 0 ? null : labelled, published.Length == 0 ? null : published, found?.Evidence ?? []));
        }
    }

    /// <summary>Listed numbers have no confidence of their own.</summary>
    private static ExtractedValue[]? Numbers(ChainPlacementEvent? found) =>
        found?.Patents is null ? null : [.. found.Patents.Numbers.Select(number => new ExtractedValue(number.Number, double.NaN, number.Evidence))];

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Types(IReadOnlyDictionary<string, int>? types) => types is null
        ? string.Empty
        : Types(types.TryGetValue("invention", out int i) ? i : null, types.TryGetValue("utilityModel", out int u) ? u : null, types.TryGetValue("design", out int d) ? d : null);

    private static string Types(PatentTypes? types) => types is null ? string.Empty : Types(types.Invention, types.UtilityModel, types.Design);

    private static string Types(int? invention, int? utilityModel, int? design) =>
        invention is null && utilityModel is null && design is null ? string.Empty : $"{Number(invention)}/{Number(utilityModel)}/{Number(design)}";

    private static string Code(string? code, bool? valid) => code is null ? string.Empty : $"{ComparedText.Key(code)} {(valid == true ? "valid" : "invalid")}";

    private static string Place(string? province, string? city) =>
        province is null && city is null ? string.Empty : $"{ComparedText.Place(province)} {ComparedText.Place(city)}";
}
