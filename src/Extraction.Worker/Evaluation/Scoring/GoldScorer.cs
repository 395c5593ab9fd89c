using Extraction.Contracts;

namespace Extraction.Worker.Evaluation;

/// <summary>Scores the events of one document against its labels. Pure; the rules stand in the labelled set's own description.</summary>
internal static class GoldScorer
{
    /// <summary>Names of the fields, as they appear in a sheet.</summary>
    public const string Names = "names", Products = "products", Customers = "customers", EndCustomers = "endCustomers", Honours = "honours",
        PatentNumbers = "patentNumbers", NotNamedCustomers = "notNamed.customers", NotNamedProducts = "notNamed.products",
        MainBusiness = "mainBusiness", PatentCount = "patentCount", PatentTypes = "patentTypes", PatentPending = "patentPending",
        CreditCode = "creditCode", Location = "location", Industry = "industry", Chain = "chain", Role = "role", Node = "node", Unplaced = "unplaced", Grounded = "grounded";

    /// <param name="gold">The labels.</param>
    /// <param name="events">Every event of the document.</param>
    /// <param name="text">The text that was read, or null where evidence is not to be checked.</param>
    public static ScoreSheet Score(GoldDocument gold, IReadOnlyList<ChainPlacementEvent> events, string? text)
    {
        ScoreSheet sheet = new();
        List<ChainPlacementEvent> open = [.. events];
        foreach (GoldCompany company in gold.Companies)
        {
            HashSet<string> keys = [ComparedText.Key(company.Name), .. (company.Aliases ?? []).Select(ComparedText.Key)];
            ChainPlacementEvent? found = open.Find(e => ComparedText.Key(e.Company.Name) == ComparedText.Key(company.Name))
                ?? open.Find(e => keys.Contains(ComparedText.Key(e.Company.Name)) || e.Company.Aliases.Any(a => keys.Contains(ComparedText.Key(a))));
            if (found is not null)
            {
                open.Remove(found);
                sheet.Add(Names, new FieldScore(Right: 1));
            }
            else
            {
                sheet.Add(Names, new FieldScore(Missing: 1));
                sheet.Add(new Disagreement(gold.Document, null, Names, company.Name, null));
            }

            CompanyScorer.Score(sheet, gold.Document, company, found);
        }

        foreach (ChainPlacementEvent surplus in open)
        {
            sheet.Add(Names, new FieldScore(Surplus: 1));
            sheet.Add(new Disagreement(gold.Document, null, Names, null, surplus.Company.Name, surplus.Company.Evidence));
            CompanyScorer.ScoreSurplus(sheet, gold.Document, surplus);
        }

        NotNamed(sheet, gold, NotNamedCustomers, gold.NotNamed?.Customers, events.SelectMany(e => e.Customers));
        NotNamed(sheet, gold, NotNamedProducts, gold.NotNamed?.Products, events.SelectMany(e => e.Products));
        if (text is not null)
        {
            EvidenceScorer.Score(sheet, gold.Document, events, text);
        }

        return sheet;
    }

    private static void NotNamed(ScoreSheet sheet, GoldDocument gold, string field, IReadOnlyList<string>? values, IEnumerable<ExtractedValue> published)
    {
        ILookup<string, ExtractedValue> keys = published.ToLookup(value => ComparedText.Key(value.Name));
        foreach (string value in values ?? [])
        {
            IEnumerable<ExtractedValue> named = keys[ComparedText.Key(value)];
            bool clear = !named.Any();
            sheet.Add(field, clear ? 1 : 0);
            if (!clear)
            {
                sheet.Add(new Disagreement(gold.Document, null, field, null, value, [.. named.SelectMany(one => one.Evidence)]));
            }
        }
    }
}
