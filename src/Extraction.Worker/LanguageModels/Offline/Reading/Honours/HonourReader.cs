using System.Text.RegularExpressions;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Honours;

/// <summary>Reads titles conferred by public bodies: a core from the lexicon with the level or place before it.</summary>
internal static partial class HonourReader
{
    private static readonly AnyOf NotHeldBefore = new("not-held", """A{2,3}级?$|[Mm]issed|[Ll]ong-?listed|[Ss]hort-?listed|[Nn]ominated|我市(?:新增|已有)|培育(?!企业)""");

    private const int LongestQuoted = 16;

    public static void Read(DocumentText document, Roster roster, Ownership ownership)
    {
        ReadQuoted(document, ownership);
        TextSpan last = new(0, 0);
        foreach (TermHit hit in document.All(TermKind.Honour))
        {
            if (hit.Start < last.End)
            {
                continue;
            }

            TextSpan span = Extend(document, hit);
            last = new TextSpan(hit.Start, Longest(document, hit));
            if (!IsConferred(document, roster, span))
            {
                continue;
            }

            foreach (CompanyDraft company in Owners(document, roster, ownership, span))
            {
                Add(document, company, span);
            }
        }
    }

    /// <summary>Titles with a name of their own in quotation marks, conferred in so many words: 获评某市“领航”企业.</summary>
    private static void ReadQuoted(DocumentText document, Ownership ownership)
    {
        foreach (Capture title in Named().Matches(document.Text).Concat(Quoted().Matches(document.Text)).SelectMany(match => match.Groups["title"].Captures))
        {
            TextSpan span = new(title.Index, title.Index + title.Length);
            if (ownership.CompanyAt(span.Start) is { } company && !document.Has(TermKind.Honour, span)
                && !NotHeldBefore.IsIn(document.Cut(new TextSpan(document.ClauseAt(span.Start).Start, span.Start))) && !NotHeldAfter.IsMatch(document.Cut(span.End, 26)))
            {
                Add(document, company, span);
            }
        }
    }

    private static void Add(DocumentText document, CompanyDraft company, TextSpan span)
    {
        string value = document.Value(span);
        value = value.Contains('”') ? value : value.TrimStart('“', ' ');
        string folded = document.Text[span.Start..span.End];
        int same = company.Honours.FindIndex(h => h.Value.EndsWith(value, StringComparison.Ordinal) || value.EndsWith(h.Value, StringComparison.Ordinal) || Bare(h.Value) == Bare(folded));
        if (same < 0)
        {
            company.Honours.Add(new QuotedValue(value));
        }
        else if (value.Length > company.Honours[same].Value.Length)
        {
            company.Honours[same] = new QuotedValue(value);
        }
    }

    private static string Bare(string value) => value.Replace("“", string.Empty, StringComparison.Ordinal).Replace("”", string.Empty, StringComparison.Ordinal).Replace("国家级", string.Empty, StringComparison.Ordinal).Replace("国家", string.Empty, StringComparison.Ordinal);

    private static int Longest(DocumentText document, TermHit hit)
    {
        int end = hit.End;
        foreach (TermHit other in document.Within(TermKind.Honour, new TextSpan(hit.Start, Math.Min(document.Text.Length, hit.End + 12))))
        {
            end = other.Start < end ? Math.Max(end, other.End) : end;
        }

        return end;
    }

    private static TextSpan Extend(DocumentText document, TermHit hit)
    {
        int start = hit.Start;
        int floor = Math.Max(document.SentenceAt(hit.Start).Start, hit.Start - 30);
        Match prefix = Prefix().MatchIn(document.Text, floor, start - floor);
        start = prefix.Success ? prefix.Index : start;
        for (bool moved = true; moved;)
        {
            moved = false;
            foreach (TermHit place in document.Within(TermKind.Place, new TextSpan(Math.Max(floor, start - 10), start)))
            {
                int gap = start - place.End;
                if (gap == 0 || (gap == 1 && document.Text[place.End] is '省' or '市' or '县' or '区' or ' '))
                {
                    start = place.Start;
                    moved = true;
                    break;
                }
            }
        }

        int end = Longest(document, hit);
        int quote = document.Text.LastIndexOf('“', hit.Start, Math.Min(hit.Start + 1, LongestQuoted));
        bool quoted = quote >= floor && end < document.Text.Length && document.Text[end] == '”' && document.Text.IndexOf('”', quote, end - quote) < 0;
        return new TextSpan(quoted && quote + 1 < start ? quote + 1 : start, end);
    }

    private static bool IsConferred(DocumentText document, Roster roster, TextSpan span)
    {
        TextSpan clause = Clause(document, span);
        ReadOnlySpan<char> before = document.Cut(clause.Start, span.Start - clause.Start);
        ReadOnlySpan<char> after = document.Cut(span.End, Math.Min(26, document.SentenceAt(span.Start).End - span.End is var left and > 0 ? left : 0));
        string core = document.Text[span.Start..span.End];
        bool generic = Generic().IsMatch(core) && !Level().IsMatch(core);
        bool listed = document.LineAt(span.Start) is { Span: var line } && line.Length < 60;
        bool rated = core.StartsWith("AA", StringComparison.Ordinal);
        bool asked = document.Text[Math.Max(0, document.SentenceAt(span.Start).End - 1)] is '？' or '?';
        return !asked && !rated && !generic && !roster.Within(span).Any() && !NotHeldBefore.IsIn(before) && !NotHeldAfter.IsMatch(after)
            && (Level().IsMatch(core) || Known().IsMatch(core) || Conferral().IsMatch(document.Cut(clause)) || listed && document.LineAt(span.Start).Heading >= 0);
    }

    private static TextSpan Clause(DocumentText document, TextSpan span)
    {
        TextSpan sentence = document.SentenceAt(span.Start);
        int start = span.Start, end = span.End;
        while (start > sentence.Start && document.Text[start - 1] is not ('，' or '、'))
        {
            start--;
        }

        while (end < sentence.End && document.Text[end] is not ('，' or '、'))
        {
            end++;
        }

        return new TextSpan(start, end);
    }

    private static List<CompanyDraft> Owners(DocumentText document, Roster roster, Ownership ownership, TextSpan span)
    {
        TextSpan sentence = document.SentenceAt(span.Start);
        int next = roster.Mentions.Count;
        for (int i = 0; i < roster.Mentions.Count; i++)
        {
            if (roster.Mentions[i].Span.Start > span.End)
            {
                next = i;
                break;
            }
        }

        ReadOnlySpan<char> title = document.Cut(Math.Max(sentence.Start, span.Start - 30), span.Start - Math.Max(sentence.Start, span.Start - 30));
        if (SharedList().IsMatch(document.Cut(span.End, Math.Min(40, document.Text.Length - span.End))) && (title.IndexOf("公布") >= 0 || title.IndexOf("新增") >= 0 || title.IndexOf("揭晓") >= 0))
        {
            List<CompanyDraft> named = [];
            for (int i = next; i < roster.Mentions.Count && roster.Mentions[i].Span.Start - span.End < 220; i++)
            {
                if (roster.Mentions[i].IsFull && roster.Companies[roster.Mentions[i].Company].Introduced && !named.Contains(roster.Companies[roster.Mentions[i].Company]))
                {
                    named.Add(roster.Companies[roster.Mentions[i].Company]);
                }
            }

            if (named.Count > 1)
            {
                return named;
            }
        }

        TextSpan clause = document.ClauseAt(span.Start);
        if (Everyone().IsMatch(document.Cut(new TextSpan(clause.Start, span.Start))))
        {
            return [.. roster.Companies.Where(c => c.Introduced)];
        }

        return ownership.CompanyAt(span.Start) is { } company ? [company] : [];
    }

    [GeneratedRegex("""(?:(?:首批|第[一二三四五六七八九十]+批|国家级|省级|市级|区级|县级|部级|自治区级|国家|全国|中国|省|自治区|工信部|工业和信息化部|农业农村部|科技部|商务部|财政部|省政府|市政府|国务院|世界|亚洲|行业|县域|农业|工业|制造业|纺织|建材|机械|化工|食品|医药|汽车|电子|林业|粮食|科技|建筑|创新|新材料|新能源|软件|民营|农产品|水产|轻工|包装|五金|模具|[\u4e00-\u9fff]{2,5}(?:行业|加工业|制造业)|重点|优秀|十佳|百佳|杰出|“|\d{4}年度?|年度|中央)(?:级|首批)?)+$|(?:\b[A-Z][a-z]+ )*(?:[Pp]rovincial|[Mm]unicipal|[Nn]ational|Province|City|[Ss]tate|China)(?:-[Ll]evel)? $|\b[A-Z][a-z]+ $""", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex Prefix();

    private static readonly Regex NotHeldAfter = LongPattern.Of("""^(?:企业)?的?(?:培育力度|扶持|支持力度)|^[^。；\n]{0,4}，?结果未出|^[^。；\n]{0,14}(?:没有下文|未入围|没入围)|^[^。；、，\n]{0,10}，?(?:止步|入围未得|获提名|未得|没评上|没拿到|铩羽|无果|仅入围|到期未续|未续)|^[^。；\n]{0,14}(?:颁的|发的)，(?:不算|不计)|^[(](?:共建|合作|筹)|^(?:依托单位|依托)|^[”"》)(]?(?:称号|资质|资格|证书|认定|评定|牌匾|复审|复核|的|（?)*(?:申报|申请|提名|候选|入围|培育入库|培育库|认定中|评审|已于?\d*年?\d*月?(?:到期|过期|失效)|到期|过期|失效|已失效|期满|届满|未重新|未通过|未获|未能|落选|属于|为其|系其|尚未|正在|被取消|被撤销|已被|已过|公示|材料|名单公示|管理办法|认定标准|企业占比|数量|总数|达到\d|梯队|奖补|政策|applied|application|expired|lapsed)|^[^，。；、\n]{0,8}(?:尚在|仍在|还在)?(?:申报|申请|公示|评审|培育)(?:中|阶段|期)|^[^。；\n]{0,12}(?:属于|归)(?:其)?(?:关联方|控股股东|兄弟|母公司|集团)|^[^，。；\n]{0,3}(?:还在|仍在|尚在|正在|在)(?:申报|申请|评审|公示|培育)|^[^。；\n]{0,14}(?:期满|届满|未重新认定)|^[^。；\n]{0,8}获得者|^[^。；\n]{0,14}(?:最终|但|而)?未(?:获奖|通过|入选|获评)|^[^。；\n]{0,10}(?:已于|于)\d{4}年[^。；\n]{0,6}(?:到期|失效|过期|取消|撤销)|^[^.\n]{0,40}(?:did not make|was rejected|not awarded)|^[^.\n]{0,24}(?:expired|lapsed|withdrawn|is pending|under review)""");

    [GeneratedRegex("""国家|省|市|县|区|全国|中国|部|州|盟|旗|[Nn]ational|[Pp]rovinc|[Mm]unicip|China|[A-Z][a-z]+ """, RegexOptions.CultureInvariant)]
    private static partial Regex Level();

    [GeneratedRegex("""^(?:龙头企业|重点企业|科技企业|示范企业|示范单位|示范基地|产业基地|技术中心|骨干企业|试点企业|优秀企业|先进企业|优势企业|信用企业|软件企业|领军企业|名牌|老字号|优质产品|新产品|创新型企业|成长型企业|研究开发中心|工程实验室|诚信企业|放心企业|示范社|示范园区|百强企业|智能车间|众创空间|隐形冠军|单项冠军|小巨人|首台套|工程研究中心|独角兽企业|名优产品|纳税大户|科技小巨人|智能工厂|数字化车间|瞪羚)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Generic();

    [GeneratedRegex("""高新技术|专精特新|小巨人|单项冠军|隐形冠军|瞪羚|中小企业|绿色工厂|老字号|守合同|Tech|tech|SME|Giant|Champion|Award|Factory|Centre|Center""", RegexOptions.CultureInvariant)]
    private static partial Regex Known();

    [GeneratedRegex("""获|评为|认定|入选|授予|荣|列入|上榜|跻身|通过|称号|系|为|是|有|拿""", RegexOptions.CultureInvariant)]
    private static partial Regex Conferral();

    [GeneratedRegex("""(?:两|三|四|五|几|\d)(?:家|者|户)(?:公司|企业)?(?:目前|现|也|同)?(?:均|都|皆|同)|二者(?:又|也)?(?:均|都|皆|同)|[Bb]oth (?:companies|are|hold)""", RegexOptions.CultureInvariant)]
    private static partial Regex Everyone();

    [GeneratedRegex("""(?:获评|评为|认定为|授予|荣获|获得|获|入选)(?:了)?(?:\d{4}年度?)?(?<title>[\u4e00-\u9fff]{2,10}“[\u4e00-\u9fff]{2,8}”(?:企业|工厂|单位|示范企业|培育企业|称号))""", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex("""(?<!未|没有)(?:获评|评为|认定为|授予|荣获|获得|入选|获|荣誉有|荣誉:|称号有)(?:了)?(?:“(?<title>[^”\n]{4,24}(?:企业|工厂|单位|中心|奖|集体|品牌|基地|车间|百强|\d+强|实验室|工作站))”(?:、|和|及|以及|，)?)+""", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex("""^[^。\n]{0,6}(?:企业)?名单""", RegexOptions.CultureInvariant)]
    private static partial Regex SharedList();
}
