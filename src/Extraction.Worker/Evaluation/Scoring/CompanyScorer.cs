using System.Globalization;
using Extraction.Contracts;

namespace Extraction.Worker.Evaluation;

/// <summary>Scores one company's event against its labels.</summary>
internal static class CompanyScorer
{
    public static void Score(ScoreSheet sheet, string document, GoldCompany gold, ChainPlacementEvent? found)
    {
        List(sheet, document, gold.Name, GoldScorer.Products, gold.Products, found?.Products.Select(v => v.Name));
        List(sheet, document, gold.Name, GoldScorer.Customers, gold.Customers, found?.Customers.Select(v => v.Name));
        List(sheet, document, gold.Name, GoldScorer.EndCustomers, gold.EndCustomers, found?.EndCustomers.Select(v => v.Name));
        List(sheet, document, gold.Name, GoldScorer.Honours, gold.Honours, found?.Company.Honours.Select(v => v.Name));
        List(sheet, document, gold.Name, GoldScorer.PatentNumbers, gold.Patents?.Numbers, found?.Patents?.Numbers.Select(n => n.Number));

        string labelled = string.Join('；', gold.MainBusiness ?? []);
        string published = found?.MainBusiness?.Text ?? string.Empty;
        if (labelled.Length + published.Length > 0)
        {
            double overlap = labelled.Length * published.Length == 0 ? 0 : ComparedText.PairOverlap(labelled, published);
            sheet.Add(GoldScorer.MainBusiness, overlap);
            if (overlap < 1)
            {
                sheet.Add(new Disagreement(document, gold.Name, GoldScorer.MainBusiness, labelled, published));
            }
        }

        Exact(sheet, document, gold.Name, GoldScorer.PatentCount, Number(gold.Patents?.Count), Number(found?.Patents?.Count));
        Exact(sheet, document, gold.Name, GoldScorer.PatentTypes, Types(gold.Patents?.ByType), Types(found?.Patents?.ByType));
        Exact(sheet, document, gold.Name, GoldScorer.PatentPending, Number(gold.Patents?.Pending), Number(found?.Patents?.Pending));
        Exact(sheet, document, gold.Name, GoldScorer.CreditCode, Code(gold.CreditCode, gold.CreditCodeValid), Code(found?.Company.CreditCode, found?.Company.CreditCodeValid));
        Exact(sheet, document, gold.Name, GoldScorer.Location, Place(gold.Location?.Province, gold.Location?.City), Place(found?.Company.Location?.Province, found?.Company.Location?.City));
        if (found is not null)
        {
            Placement(sheet, document, gold, found);
        }
    }

    /// <summary>Everything that an event of an unlabelled company publishes is surplus.</summary>
    public static void ScoreSurplus(ScoreSheet sheet, string document, ChainPlacementEvent surplus)
    {
        string name = surplus.Company.Name;
        List(sheet, document, name, GoldScorer.Products, [], surplus.Products.Select(v => v.Name));
        List(sheet, document, name, GoldScorer.Customers, [], surplus.Customers.Select(v => v.Name));
        List(sheet, document, name, GoldScorer.EndCustomers, [], surplus.EndCustomers.Select(v => v.Name));
        List(sheet, document, name, GoldScorer.Honours, [], surplus.Company.Honours.Select(v => v.Name));
        List(sheet, document, name, GoldScorer.PatentNumbers, [], surplus.Patents?.Numbers.Select(n => n.Number));
    }

    private static void Placement(ScoreSheet sheet, string document, GoldCompany gold, ChainPlacementEvent found)
    {
        IReadOnlyList<GoldChain> chains = gold.Chain ?? [];
        if (chains.Count == 0)
        {
            Exact(sheet, document, gold.Name, GoldScorer.Unplaced, "none", found.Placements.Count == 0 ? "none" : found.Placements[0].Chain);
            return;
        }

        ChainPlacement? first = found.Placements.Count > 0 ? found.Placements[0] : null;
        OneOf(sheet, document, gold.Name, GoldScorer.Industry, chains.Select(c => c.Industry), first?.Industry);
        OneOf(sheet, document, gold.Name, GoldScorer.Role, chains.Select(c => c.Role), first?.Role.ToString());
        string[] names = [.. chains.SelectMany(c => c.ChainName is null ? c.ChainNameAlso ?? [] : [c.ChainName, .. c.ChainNameAlso ?? []])];
        if (names.Length > 0)
        {
            OneOf(sheet, document, gold.Name, GoldScorer.Chain, names, first?.Chain);
        }
    }

    private static void List(ScoreSheet sheet, string document, string company, string field, IReadOnlyList<string>? labelled, IEnumerable<string>? published)
    {
        ListMatch match = ListMatch.Of(labelled ?? [], published ?? []);
        sheet.Add(field, new FieldScore(match.Right, match.Surplus.Count, match.Missing.Count));
        foreach (string value in match.Missing)
        {
            sheet.Add(new Disagreement(document, company, field, value, null));
        }

        foreach (string value in match.Surplus)
        {
            sheet.Add(new Disagreement(document, company, field, null, value));
        }
    }

    private static void Exact(ScoreSheet sheet, string document, string company, string field, string labelled, string published)
    {
        if (labelled.Length + published.Length == 0)
        {
            return;
        }

        sheet.Add(field, labelled == published ? 1 : 0);
        if (labelled != published)
        {
            sheet.Add(new Disagreement(document, company, field, labelled, published));
        }
    }

    private static void OneOf(ScoreSheet sheet, string document, string company, string field, IEnumerable<string> labelled, string? published)
    {
        string[] right = [.. labelled.Distinct()];
        string key = ComparedText.Key(published ?? string.Empty);
        bool hit = right.Any(value => ComparedText.Key(value) == key);
        sheet.Add(field, hit ? 1 : 0);
        if (!hit)
        {
            sheet.Add(new Disagreement(document, company, field, string.Join(" | ", right), published));
        }
    }

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
