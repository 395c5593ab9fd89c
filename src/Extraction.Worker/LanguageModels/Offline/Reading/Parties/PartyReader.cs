using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Parties;

/// <summary>Reads named customers, and the firms that goods reach through them.</summary>
internal static class PartyReader
{
    public static void Read(DocumentText document, Roster roster, Ownership ownership)
    {
        List<Party> parties = [.. PartyFinder.Find(document, roster)];
        HashSet<(int, string)> dropped = [];
        List<(int, string)> suppliers = [];
        List<(int Company, string Value, Relation Relation, int At, bool Weak)> found = [];
        HashSet<string> names = [.. parties.Where(p => p.Company < 0 || !roster.Companies[p.Company].Introduced).Select(p => document.Text[p.Span.Start..p.Span.End])];
        for (int i = 0; i < parties.Count; i++)
        {
            int next = i + 1;
            while (next < parties.Count && parties[next].Span.Start < parties[i].ListEnd)
            {
                next++;
            }

            Party party = parties[i] with { Next = next < parties.Count ? parties[next].Span.Start : 0 };
            PartyRole role = PartyRole.Of(document, roster, party, names);
            int company = Subject(document, roster, ownership, party);
            string value = document.Value(party.Span);
            if (company < 0 || roster.Companies[company].IsCalled(value) || (party.Told is not Relation.None && party.Company < 0 && IsGoods(roster, value)))
            {
                continue;
            }

            if (role.Dropped)
            {
                if (role.Relation is Relation.Customer or Relation.EndCustomer)
                {
                    dropped.Add((company, value));
                }
            }
            else if (role.Relation is Relation.Customer or Relation.EndCustomer && (party.Company < 0 || !roster.Companies[party.Company].Introduced || IsTraded(document, party)))
            {
                found.Add((company, value, role.Relation, party.Span.Start, role.Weak));
            }
            else if (role.Relation == Relation.Supplier && (party.Company < 0 || !roster.Companies[party.Company].Introduced))
            {
                suppliers.Add((company, value));
            }
            else if (role.Relation == Relation.Supplier && party.Company is { } supplier and >= 0 && roster.Companies[supplier].Introduced && supplier != company)
            {
                found.Add((supplier, Called(document, roster, company), Relation.Customer, party.Span.Start, false));
            }
        }

        foreach ((int index, string value, Relation relation, _, bool weak) in found.OrderBy(f => f.At))
        {
            CompanyDraft company = roster.Companies[index];
            if (dropped.Contains((index, value)))
            {
                continue;
            }

            List<QuotedValue> list = relation == Relation.EndCustomer ? company.EndCustomers : company.Customers;
            int direct = found.Count(f => f.Company == index && f.Value == value && f.Relation == Relation.Customer && !(f.Weak && found.Exists(e => e.Company == index && e.Value == value && e.Relation == Relation.EndCustomer)));
            int through = found.Count(f => f.Company == index && f.Value == value && f.Relation == Relation.EndCustomer);
            bool supplies = suppliers.Count(s => s == (index, value)) >= Math.Max(direct, 1) && relation == Relation.Customer;
            bool outvoted = supplies || (weak && relation == Relation.Customer && through > 0) || (relation == Relation.Customer ? through >= direct : direct > through);
            if (!outvoted && !list.Exists(v => v.Value == value || Longer(v.Value, value)))
            {
                list.RemoveAll(v => Longer(value, v.Value));
                list.Add(new QuotedValue(value));
            }
        }

        foreach (CompanyDraft company in roster.Companies)
        {
            company.Customers.RemoveAll(c => company.EndCustomers.Exists(e => e.Value == c.Value));
        }
    }

    /// <summary>What a company makes, buys or does is no firm, even in the place of one.</summary>
    private static bool IsGoods(Roster roster, string value)
    {
        foreach (CompanyDraft company in roster.Companies)
        {
            if (company.Products.Exists(p => p.Value.Contains(value, StringComparison.Ordinal)) || company.Inputs.Exists(i => i.Value.Contains(value, StringComparison.Ordinal)) || (!char.IsAscii(value[0]) && company.MainBusiness.Exists(b => b.Value.Contains(value, StringComparison.Ordinal))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A company that the text is about buys from another only where a word of trade says so.</summary>
    private static bool IsTraded(DocumentText document, Party party)
    {
        ReadOnlySpan<char> sentence = document.Cut(document.SentenceAt(party.Span.Start));
        foreach (string word in (string[])["卖给", "主顾", "供给", "供货", "供应给", "供应了", "供应其", "采购", "进货", "买家", "客户有", "客户为", "客户包括", "客户是", "配套", "ustomers", "sells", "supplies", "buys"])
        {
            if (sentence.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A full name holds the short one that the text uses elsewhere.</summary>
    private static bool Longer(string value, string other) =>
        IsGroup(value, other) || value.Length > other.Length + 3 && other.Length >= 3 && value.Contains(other, StringComparison.Ordinal) && (value.EndsWith("公司", StringComparison.Ordinal) || value.EndsWith("Ltd.", StringComparison.Ordinal));

    /// <summary>美的集团 is 美的.</summary>
    private static bool IsGroup(string value, string other) =>
        value.Length > other.Length && value.StartsWith(other, StringComparison.Ordinal) && value[other.Length..] is "集团" or "集團" or "股份" or "公司" or "控股" or "集团公司";

    /// <summary>A buyer by the shortest name that the text uses for it.</summary>
    private static string Called(DocumentText document, Roster roster, int company)
    {
        CompanyDraft draft = roster.Companies[company];
        return draft.Aliases.Where(alias => document.Raw.Contains(alias, StringComparison.Ordinal)).OrderByDescending(a => a.Length).FirstOrDefault() ?? draft.Name;
    }

    private static int Subject(DocumentText document, Roster roster, Ownership ownership, Party party)
    {
        int owner = ownership.At(party.Span.Start);
        if (owner >= 0 && owner == party.Company)
        {
            owner = ownership.At(Math.Max(0, document.SentenceAt(party.Span.Start).Start - 1));
        }

        return owner;
    }
}
