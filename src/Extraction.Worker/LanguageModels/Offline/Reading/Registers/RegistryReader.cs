using System.Text.RegularExpressions;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Business;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Honours;
using Extraction.Worker.LanguageModels.Offline.Reading.Patents;
using Extraction.Worker.LanguageModels.Offline.Reading.Places;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Registers;

/// <summary>Reads registry extracts and licences: labels and their values, and the business scope.</summary>
internal static partial class RegistryReader
{
    public static CompaniesReply Read(DocumentText document, string? record)
    {
        Roster roster = Roster.Read(document, registered: true);
        List<(CompanyDraft Company, int At)> entries = Entries(document, roster);
        if (entries.Count == 0)
        {
            return new CompaniesReply([]);
        }

        Ownership ownership = new(document, roster);
        CreditCodeReader.Read(document, roster, ownership);
        foreach (CompanyDraft company in roster.Companies)
        {
            company.Introduced = entries.Exists(e => e.Company == company);
        }

        foreach (Match match in Address().Matches(document.Text))
        {
            TextSpan line = new(match.Index + match.Length, Math.Min(document.LineAt(match.Index).Span.End, match.Index + match.Length + 60));
            CompanyDraft company = EntryAt(entries, match.Index);
            if (company.Location is null && !FormerPart(document, match.Index) && LocationReader.Address(document, line) is { } location)
            {
                company.Location = location;
            }
        }

        foreach (TextSpan scope in BusinessScope.Find(document))
        {
            if (!FormerPart(document, scope.Start))
            {
                BusinessScope.Read(document, scope, EntryAt(entries, scope.Start));
            }
        }

        foreach ((CompanyDraft company, int at) in entries.Where(e => e.Company.Location is null && e.At != int.MaxValue))
        {
            company.Location = UnlabelledAddress(document, roster, entries, at);
        }

        ReadFormerNames(document, entries);
        Complete(document, roster, ownership, entries);
        return new CompaniesReply([.. entries.Select(e => e.Company).Distinct().Select(company => company.ToReply(record))]);
    }

    /// <summary>The companies that the extract registers, with the offsets of their entries; a parent is listed last.</summary>
    private static List<(CompanyDraft Company, int At)> Entries(DocumentText document, Roster roster)
    {
        List<(CompanyDraft, int)> entries = [];
        List<(CompanyDraft, int)> parents = [];
        foreach (Mention mention in roster.Mentions.Where(m => m.IsFull))
        {
            int from = Math.Max(document.LineAt(mention.Span.Start).Span.Start, mention.Span.Start - 20);
            ReadOnlySpan<char> before = document.Cut(from, mention.Span.Start - from);
            if (ParentLabel().IsMatch(before) || HasBranch().IsMatch(document.Cut(mention.Span.End, 48)))
            {
                parents.Add((roster.Companies[mention.Company], int.MaxValue));
            }
            else if ((NameLabel().IsMatch(before) || document.LineAt(mention.Span.Start).Span == mention.Span || LeadsRow(document, roster, mention)) && !FormerPart(document, mention.Span.Start))
            {
                entries.Add((roster.Companies[mention.Company], mention.Span.Start));
            }
        }

        if (entries.Count == 0)
        {
            Mention? first = roster.Mentions.Where(m => m.IsFull && !FormerPart(document, m.Span.Start) && !parents.Exists(p => p.Item1 == roster.Companies[m.Company])).Select(m => (Mention?)m).FirstOrDefault();
            if (first is { } mention)
            {
                entries.Add((roster.Companies[mention.Company], mention.Span.Start));
            }
        }

        return [.. entries.DistinctBy(e => e.Item1), .. parents.Where(p => !entries.Exists(e => e.Item1 == p.Item1)).DistinctBy(p => p.Item1)];
    }

    /// <summary>A row of a table registers the company whose name fills its first such cell and whose code stands behind it.</summary>
    private static bool LeadsRow(DocumentText document, Roster roster, Mention mention)
    {
        TextSpan line = document.LineAt(mention.Span.Start).Span;
        return roster.Within(line).First().Span == mention.Span
            && CellBefore().IsMatch(document.Cut(new TextSpan(line.Start, mention.Span.Start))) && CodeCell().IsMatch(document.Cut(new TextSpan(mention.Span.End, line.End)));
    }

    private static CompanyDraft EntryAt(List<(CompanyDraft Company, int At)> entries, int offset)
    {
        CompanyDraft company = entries[0].Company;
        foreach ((CompanyDraft candidate, int at) in entries)
        {
            company = at <= offset ? candidate : company;
        }

        return company;
    }

    /// <summary>An address without its label: a place outside any name, with a road, a town or a number behind it; the registrar is none.</summary>
    private static LocationReply? UnlabelledAddress(DocumentText document, Roster roster, List<(CompanyDraft Company, int At)> entries, int at)
    {
        int end = entries.Where(e => e.At > at).Select(e => e.At).Append(document.Text.Length).Min();
        foreach (TermHit place in document.Within(TermKind.Place, new TextSpan(at, Math.Min(end, document.Text.Length))))
        {
            ReadOnlySpan<char> behind = document.Cut(place.End, 30);
            int stop = behind.IndexOfAny('，', '|', '\n');
            if (!roster.Names.Any(n => n.Span.Holds(place.Start)) && AddressPart().IsMatch(stop < 0 ? behind : behind[..stop]) && !FormerPart(document, place.Start))
            {
                return LocationReader.Address(document, new TextSpan(place.Start, Math.Min(document.Text.Length, place.Start + 40)));
            }
        }

        return null;
    }

    private static void ReadFormerNames(DocumentText document, List<(CompanyDraft Company, int At)> entries)
    {
        foreach (Match match in FormerName().Matches(document.Text))
        {
            CompanyDraft company = EntryAt(entries, match.Index);
            foreach (string value in document.Value(new TextSpan(match.Groups["name"].Index, match.Groups["name"].Index + match.Groups["name"].Length)).Split(['、', '；', ';', '，', ' '], StringSplitOptions.RemoveEmptyEntries))
            {
                if (value != company.Name && value.Length >= 4 && !company.IsCalled(value))
                {
                    company.FormerNames.Add(value);
                }
            }
        }
    }

    /// <summary>What a registry text says in sentences: a seat without a label, patents, titles.</summary>
    private static void Complete(DocumentText document, Roster roster, Ownership ownership, List<(CompanyDraft Company, int At)> entries)
    {
        if (entries.Exists(e => e.Company.Location is null))
        {
            List<LocationReply?> known = [.. roster.Companies.Select(c => c.Location)];
            LocationReader.Read(document, roster, ownership);
            for (int i = 0; i < known.Count; i++)
            {
                roster.Companies[i].Location = known[i] ?? (roster.Companies[i].LocationRank >= 3 && entries.Find(e => e.Company == roster.Companies[i]).At != int.MaxValue ? roster.Companies[i].Location : null);
            }
        }

        PatentReader.Read(document, roster, ownership);
        HonourReader.Read(document, roster, ownership);
    }

    private static bool FormerPart(DocumentText document, int offset)
    {
        TextLine line = document.LineAt(offset);
        return Before().IsMatch(document.Cut(line.Span.Start, Math.Min(offset - line.Span.Start, 40)))
            || (offset > line.Span.Start + 40 && Before().IsMatch(document.Cut(offset - 20, 20)));
    }

    [GeneratedRegex("""(?:^|[|，,\t]|  )[ “”"']*$""", RegexOptions.CultureInvariant)]
    private static partial Regex CellBefore();

    [GeneratedRegex("""^[ “”"']*(?:[|，,\t]|  )[ “”"']*[159ANY][0-9A-Z]\d{6}[0-9A-Z]{10}(?![0-9A-Za-z])""", RegexOptions.CultureInvariant)]
    private static partial Regex CodeCell();

    [GeneratedRegex("""^(?:\([^)]{0,36}\))?(?:依法|在[\u4e00-\u9fff]{2,6})?(?:设立|下设|开设|派出|所设)(?:之|的)?(?:分支机构|分公司|分院|分店|分厂|办事机构)""", RegexOptions.CultureInvariant)]
    private static partial Regex HasBranch();

    [GeneratedRegex("""(?:^|[ |，])(?:社\s*名|企业名称|公司名称|名\s*称|单位名称|商号|字号名称|主体名称|机构名称|分支机构名称|市场主体名称|企业\(机构\)名称|经营者名称|[Nn]ame|[Cc]ompany [Nn]ame|company|companyName|全称|中文名称)\s*(?::|\||,| )\s*$""", RegexOptions.CultureInvariant)]
    private static partial Regex NameLabel();

    [GeneratedRegex("""(?:隶属企业(?:名称)?|所属企业(?:名称)?|上级公司|总公司名称|设立分支机构的企业|隶属单位|母公司名称|派出企业(?:名称)?)\s*(?::|\|| )\s*$""", RegexOptions.CultureInvariant)]
    private static partial Regex ParentLabel();

    [GeneratedRegex("""(?:住\s*所(?:地)?(?!变更)|注册地址|注册地|登记住所|营业场所|经营场所|主要经营场所|企业地址|公司地址|企业住所|经营地址|通信地址|地址|[Aa]ddress|registeredAddress|[Rr]egistered [Aa]ddress)\s*(?:为|是|位于|在|:|\||,| )\s*""", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex("""(?:曾用名(?:称)?|原名称?|原企业名称|历史名称|变更前(?:内容|名称)?|前名称)\s*(?::|为|是|\|| )\s*[“"]?(?<name>[\u4e00-\u9fff()、；A-Za-z]{4,80}?(?:公司|厂|合作社|中心|社|企业)(?:(?:、|；)[\u4e00-\u9fff()]{4,40}(?:公司|厂|合作社))*)|(?:由|原)[“"]?(?<name>[\u4e00-\u9fff()]{4,40}(?:公司|厂|合作社))[”"]?(?:变更(?:登记)?为|更名为|改制为)""", RegexOptions.CultureInvariant)]
    private static partial Regex FormerName();

    [GeneratedRegex("""^(?!.*(?:监督管理局|工商|行政审批|政务|登记机关)).*(?:号|路|街|镇|村|园|楼|室|大道|区$)""", RegexOptions.CultureInvariant)]
    private static partial Regex AddressPart();

    [GeneratedRegex("""变更前|变更前内容|原经营范围|原名|曾用|投资人|股东|出资人|发起人|原住所""", RegexOptions.CultureInvariant)]
    private static partial Regex Before();
}
