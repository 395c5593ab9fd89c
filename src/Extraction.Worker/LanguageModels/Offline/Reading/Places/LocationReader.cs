using System.Buffers;
using System.Text.RegularExpressions;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Places;

/// <summary>Reads where a company is: its registered address before a seat, a seat before a plant.</summary>
internal static partial class LocationReader
{
    private const int Window = 40;

    private static readonly SearchValues<string> CueWords = SearchValues.Create(
        ["住", "注册", "登记", "场所", "地址", "法定地", "位于", "坐落", "座落", "地处", "总部", "落户", "扎根", "落脚", "家在", "家就在", "根在", "落址", "坐标", "安家", "开在", "搬到", "迁至", "建在", "设立于", "设于", "办于", "厂于", "源于", "立足", "植根", "驻地", "厂址在", "厂房在", "创立于", "创建于", "成立于", "诞生于", "起步于", "设在", "地点:", "所在地", "厂址", "来自", "基地", "工厂", "厂区", "厂房", "车间", "产线", "总厂", "公司在", "办公", "目前在", "本部", "企业在", "在", "egistered", "ocated", "ased ", "eadquarter", "ead office", "eat:", "ut of ", "ddress", "ncorporated in", ", in ", ", a ", "from ", "plant", " in "], StringComparison.Ordinal);

    public static void Read(DocumentText document, Roster roster, Ownership ownership)
    {
        foreach (Match match in document.Find(Cue(), CueWords))
        {
            int rank = match.Groups["registered"].Success ? 4 : match.Groups["seat"].Success ? 3 : match.Groups["from"].Success ? 2 : 1;
            int end = match.Index + match.Length;
            if (Owner(document, roster, ownership, match.Index) is { } company && rank > company.LocationRank
                && !document.Has(TermKind.Former, Math.Max(document.ClauseAt(match.Index).Start, match.Index - 12), match.Index)
                && !NotASeat().IsMatch(document.Cut(document.ClauseAt(match.Index).Start, match.Index - document.ClauseAt(match.Index).Start))
                && !(rank == 2 && match.ValueSpan.StartsWith("来自") && !ComesFrom(document, roster, match.Index))
                && Resolve(document, roster, end, rank) is { } location)
            {
                company.Location = location;
                company.LocationRank = rank;
            }
        }

        ReadApart(document, roster);
        ReadBracketed(document, roster);
        for (int i = 0; i < roster.Companies.Count; i++)
        {
            if (roster.Companies[i] is { Introduced: true, LocationRank: < 2 } company && PlaceBeforeName.Read(document, roster, i) is { } place && (company.LocationRank == 0 || place.City is not null))
            {
                company.Location = place;
                company.LocationRank = 2;
            }
        }

        foreach (CompanyDraft company in roster.Companies.Where(c => c is { Introduced: true, LocationRank: < 2 }))
        {
            ReadRegion(document, roster, ownership, company);
        }

        for (int i = 0; i < roster.Companies.Count; i++)
        {
            if (roster.Companies[i] is { Introduced: true } company && (company.LocationRank == 0 || company.Location?.City is null) && AnyPlace.Read(document, roster, ownership, i) is { } place
                && (company.Location is null || company.Location.Province == place.Province))
            {
                company.Location = place;
                company.LocationRank = 1;
            }
        }
    }

    /// <summary>The place that an address names: its parts, the county's prefecture and province supplied.</summary>
    public static LocationReply? Address(DocumentText document, TextSpan span)
    {
        if (span.Length > 0 && char.IsAscii(document.Text[span.Start]) && EnglishAddress(document, span) is { } english)
        {
            return english;
        }

        Place? best = null;
        int start = -1, end = -1;
        foreach (TermHit hit in document.Within(TermKind.Place, span))
        {
            if (hit.Start < end)
            {
                if (hit.Start == start || hit.End <= end)
                {
                    continue;
                }
            }
            else if (end >= 0 && hit.Start - end > 3)
            {
                break;
            }

            Place[] places = document.Lexicons.Places.Named(hit.Payload);
            Place? place = best is null
                ? places.FirstOrDefault(p => p.Level < 2) ?? (places.Length == 1 ? places[0] : null)
                : Array.Find(places, p => p.Province == best.Province && (best.City is null || p.City == best.City));
            if (best is null && place is null && places.Length > 1)
            {
                place = ByLaterPlace(document, places, new TextSpan(hit.End, span.End)) ?? (places.Select(p => p.City).Distinct().Count() == 1 ? places[0] : null);
            }

            if (place is not null)
            {
                start = start < 0 ? hit.Start : start;
                best = place;
                end = hit.End;
                if (place.Level == 2 || (place.Level == 1 && place.Province == place.City))
                {
                    break;
                }
            }
        }

        return best is null ? null : new LocationReply(best.Province, best.City, document.Value(new TextSpan(start, end)));
    }

    /// <summary>English addresses go from the small to the large: the city that lies in the last province named, else the first city.</summary>
    private static LocationReply? EnglishAddress(DocumentText document, TextSpan span)
    {
        List<(TermHit Hit, Place Place)> all = [];
        foreach (TermHit hit in document.Within(TermKind.Place, span))
        {
            all.AddRange(document.Lexicons.Places.Named(hit.Payload).Where(p => char.IsAscii(p.Province[0])).Select(p => (hit, p)));
        }

        (TermHit Hit, Place Place)[] provinces = [.. all.Where(p => p.Place.City is null)];
        (TermHit Hit, Place Place)[] cities = [.. all.Where(p => p.Place.City is not null)];
        if (all.Count == 0)
        {
            return null;
        }

        (TermHit Hit, Place Place)[] fitting = [.. cities.Where(c => provinces.Any(p => p.Place.Province == c.Place.Province))];
        (TermHit Hit, Place Place) best = fitting.Length > 0 ? fitting[^1] : cities.Length > 0 ? cities[0] : provinces[0];
        int end = provinces.Where(p => p.Place.Province == best.Place.Province).Select(p => p.Hit.End).Append(best.Hit.End).Max();
        return new LocationReply(best.Place.Province, best.Place.City, document.Value(new TextSpan(best.Hit.Start, Math.Max(best.Hit.End, end))));
    }

    private static LocationReply? Resolve(DocumentText document, Roster roster, int from, int rank)
    {
        TextSpan sentence = document.SentenceAt(from);
        int to = Math.Min(Math.Max(sentence.End, from), from + Window);
        if (document.Cut(from, to - from).IndexOf('\n') is var line and >= 0)
        {
            to = from + line;
        }

        foreach (Mention mention in roster.Within(new TextSpan(from, to)))
        {
            if (mention.IsFull && mention.Span.Start <= from + 2)
            {
                return null;
            }
        }

        bool latin = from < document.Text.Length && char.IsAsciiLetter(document.Text[from]);
        int limit = latin ? 30 : rank >= 3 ? 16 : 4;
        TermHit? first = document.First(TermKind.Place, from, to);
        return first is { } hit && hit.Start - from <= limit ? Address(document, new TextSpan(from, to)) : null;
    }

    private static Place? ByLaterPlace(DocumentText document, Place[] places, TextSpan rest)
    {
        foreach (TermHit hit in document.Within(TermKind.Place, rest))
        {
            foreach (Place other in document.Lexicons.Places.Named(hit.Payload))
            {
                if (Array.Find(places, p => p.Province == other.Province && (other.City is null || p.City == other.City || other.Level == 2 && p.City == other.City)) is { } place)
                {
                    return place;
                }
            }
        }

        return null;
    }

    private static CompanyDraft? Owner(DocumentText document, Roster roster, Ownership ownership, int offset)
    {
        TextSpan clause = document.ClauseAt(offset);
        Mention? named = null;
        foreach (Mention mention in roster.Within(new TextSpan(clause.Start, offset)))
        {
            named = mention;
        }

        if (named is { } found)
        {
            return roster.Companies[found.Company];
        }

        TextSpan sentence = document.SentenceAt(offset);
        foreach (Mention mention in roster.Within(sentence))
        {
            if (mention.Span.Start > offset && mention.Span.Start - offset < 50 && roster.Companies[mention.Company].Introduced && mention.IsFull
                && !document.Cut(new TextSpan(offset, mention.Span.Start)).Contains('，'))
            {
                return roster.Companies[mention.Company];
            }
        }

        return ownership.CompanyAt(offset);
    }

    /// <summary>Whether it is the company that 来自 somewhere, and not its goods: it, a word for it or nothing is the subject.</summary>
    private static bool ComesFrom(DocumentText document, Roster roster, int cue)
    {
        TextSpan subject = new(document.ClauseAt(cue).Start, cue);
        return roster.Within(subject).Any() || Subject().IsMatch(document.Cut(subject));
    }

    /// <summary>「三家企业分别位于甲、乙和丙」: the places go to the companies in the order in which the text names them.</summary>
    private static void ReadApart(DocumentText document, Roster roster)
    {
        foreach (Match match in Apart().Matches(document.Text))
        {
            Group list = match.Groups["list"];
            TextSpan sentence = document.SentenceAt(match.Index);
            List<LocationReply?> places = [.. ItemList.Split(document.Text, new TextSpan(list.Index, list.Index + list.Length)).Select(item => Address(document, item))];
            int[] named = [.. roster.Within(new TextSpan(sentence.Start, match.Index)).Select(m => m.Company).Distinct()];
            int[] all = [.. roster.Mentions.Where(m => roster.Companies[m.Company].Introduced).Select(m => m.Company).Distinct()];
            int[] companies = named.Length == places.Count ? named : all;
            for (int i = 0; companies.Length == places.Count && i < places.Count; i++)
            {
                if (places[i] is { } place && roster.Companies[companies[i]] is { LocationRank: < 3 } company)
                {
                    company.Location = place;
                    company.LocationRank = 3;
                }
            }
        }
    }

    /// <summary>「（浙江嘉兴）」 directly behind a name.</summary>
    private static void ReadBracketed(DocumentText document, Roster roster)
    {
        foreach (Mention mention in roster.Mentions)
        {
            CompanyDraft company = roster.Companies[mention.Company];
            int end = mention.Span.End;
            if (company is { Introduced: true, LocationRank: < 2 } && end + 3 < document.Text.Length && document.Text[end] is '(' or ',' or '，'
                && document.First(TermKind.Place, end + 1, Math.Min(document.Text.Length, end + 12)) is { } hit && hit.Start <= end + 2)
            {
                company.Location = Address(document, new TextSpan(end + 1, Math.Min(document.Text.Length, end + Window)));
                company.LocationRank = company.Location is null ? 0 : 2;
            }
        }
    }

    /// <summary>The last resort: a region that the text says a company of its own comes from, 「襄阳三家企业」, 「盐城企业」.</summary>
    private static void ReadRegion(DocumentText document, Roster roster, Ownership ownership, CompanyDraft company)
    {
        foreach (TermHit place in document.All(TermKind.Place))
        {
            if (!Region().IsMatch(document.Cut(place.End, 16)) || roster.Names.Any(n => n.Span.Holds(place.Start)))
            {
                continue;
            }

            TextSpan clause = document.ClauseAt(place.Start);
            bool own = ownership.CompanyAt(place.Start) == company || roster.Companies.Count(c => c.Introduced) > 1;
            if (own && !document.Has(TermKind.Relation, clause.Start, place.Start)
                && Address(document, new TextSpan(Math.Max(clause.Start, place.Start - 6), place.End)) is { City: not null } location
                && (company.LocationRank == 0 || company.Location?.City is null))
            {
                company.Location = location;
                company.LocationRank = 1;
                return;
            }
        }
    }

    [GeneratedRegex(
        """(?<registered>(?<!内容[^\n]{0,4})(?:住\s*所(?:地)?|注册地址|注册地(?!点)|注册所在地|登记地址|登记住所|经营场所|营业场所|主要经营场所|经营地址|企业地址|公司地址|工商注册地|公司住所|法定地址|[Rr]egistered (?:address|office|in|seat)(?: is)?(?: at| in)?|[Rr]egistered)(?!变更)(?: *(?:为|是|位于|在|于|设在|:|\|))?\s*)|(?<seat>(?:(?:老)?家(?:就)?在|根(?:就)?在|落脚(?:在|于)?|落址:?|坐标:?|(?:办公|生产|研发|制造)(?:和|与|及|、)(?:办公|生产|研发|制造)(?:都|均|全)?在|安家(?:在|于|落户)?|开在|搬到|搬至|迁至|迁到|建在|位于|坐落于|坐落在|座落于|座落在|座落|坐落|地处|办公地点|地址在|地址:|地址 |公司地址|总部(?:地址)?(?:设在|设于|在|位于|坐落于|地处|落户|:| )|总部|注册于|注册在|注册并生产于|注册|落户于?|扎根于?|设立于|设于|创立于|创建于|创办于|建厂于|开办于|发源于|立足于?|植根于?|驻地在|成立于|诞生于|起步于|设在|厂址在|厂房在|地点:|所在地(?:区)?(?:为|是|:|在)?|办公地址:?|厂址:?|[Ll]ocated (?:at|in)|[Bb]ased (?:at|in)|[Hh]eadquartered (?:at|in)|[Hh]eadquarters:?|[Hh]ead office:?(?: in)?|[Ss]eat:?|[Oo]ut of|[Aa]ddress:?|[Ii]ncorporated in)\s?)|(?<from>来自于?|, in |, a |from |(?:maker|manufacturer|producer|supplier|company|firm|factory|trader|distributor|exporter)(?: of [a-z][a-z \-,]{2,60}?)? in )|(?<plant>(?:生产基地|工厂|厂区|厂子|厂址|基地|厂房|车间|产线|总厂|公司|本部|企业)(?:在|位于|设在|分布在|坐落于)|(?<=公司|目前)在|(?<![存现正所])在(?=[\u4e00-\u9fff]{2,14}(?:拥有|设有|建有|有(?:一|两|三|自|近|占)|购地|建厂|设厂|建成|投产|注册|成立|设立|落户|征地|拿地|起家))|plants? (?:in|at))""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Cue();

    [GeneratedRegex("""分别(?:位于|坐落于|地处|来自|设在|落户|扎根)(?<list>[^，。；\n]{4,60})""", RegexOptions.CultureInvariant)]
    private static partial Regex Apart();

    [GeneratedRegex("""客户|供应商|子公司设|分公司|采购|项目|展会|协作厂|竞争|同行|仓库|办事处|门店|经销商|变更前""", RegexOptions.CultureInvariant)]
    private static partial Regex NotASeat();

    [GeneratedRegex("""^(?:是|这是|作为|一家|这家|该|其|同样|均|都|也|公司|企业|我们|厂家|他们|本公司|我司|发行人|\s)*$""", RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex("""^(?:市|县|区|本地|当地|的|新增|这家|那家|这|另)*(?:[一二三四五六七八九十两几多\d]+家)?(?:专精特新|中小|民营|高新技术|制造|骨干|本土|上市|拟上市|科技|老牌)*(?:[\u4e00-\u9fff]{0,6}企业|纺企|药企|车企|老厂|公司|厂商|工厂|厂家|样本)""", RegexOptions.CultureInvariant)]
    private static partial Regex Region();
}
