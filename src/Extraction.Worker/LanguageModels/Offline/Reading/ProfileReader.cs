using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Business;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Honours;
using Extraction.Worker.LanguageModels.Offline.Reading.Parties;
using Extraction.Worker.LanguageModels.Offline.Reading.Patents;
using Extraction.Worker.LanguageModels.Offline.Reading.Places;
using Extraction.Worker.LanguageModels.Offline.Reading.Products;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading;

/// <summary>Reads running text: reports, news, web pages, prospectuses.</summary>
internal static class ProfileReader
{
    public static CompaniesReply Read(DocumentText document)
    {
        Roster roster = Roster.Read(document);
        if (roster.Companies.Count == 0)
        {
            return new CompaniesReply([]);
        }

        Ownership ownership = new(document, roster);
        Denials denials = new(document);
        CreditCodeReader.Read(document, roster, ownership);
        BusinessReader.Read(document, roster, ownership);
        ProductReader.Read(document, roster, ownership, denials);
        InputReader.Read(document, roster, ownership);
        PatentReader.Read(document, roster, ownership);
        PartyReader.Read(document, roster, ownership);
        HonourReader.Read(document, roster, ownership);
        LocationReader.Read(document, roster, ownership);
        foreach (CompanyDraft company in roster.Companies.Where(c => c.MainBusiness.Count == 0 && c.Products.Count > 0))
        {
            BusinessReader.FromProducts(document, company);
        }

        foreach (CompanyDraft company in roster.Companies.Where(c => ProductReader.IsTrader(document, c)))
        {
            for (int i = 0; i < company.Products.Count; i++)
            {
                company.Products[i] = company.Products[i] with { Role = "sells" };
            }
        }

        return new CompaniesReply([.. Subjects(roster).Select(company => company.ToReply(record: null))]);
    }

    /// <summary>Companies with something of their own; where none has, the one that the text introduces first.</summary>
    private static IEnumerable<CompanyDraft> Subjects(Roster roster)
    {
        List<CompanyDraft> introduced = [.. roster.Companies.Where(c => c.Introduced)];
        List<CompanyDraft> stated = [.. introduced.Where(c => c.HasFacts)];
        return stated.Count > 0 ? stated : introduced.Where(c => !c.Tentative).Take(1);
    }
}
