using System.Buffers;
using System.Text.RegularExpressions;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Business;

/// <summary>Reads the main business: the object and the activities of a statement such as 主营业务为X的研发、生产和销售.</summary>
internal static partial class BusinessReader
{
    private static readonly AnyOf Empty = new("no-business", """^(?:做|造|生产|提供)?(?:过|了|着|得|养活|好|大|强|出|到)|^(?:约|近|超)?[一二三四五六七八九十百千万两\d]+(?:多|余)?(?:项|个|家|人|台|件|年|月|天|块|张|名|位|次|轮|亿|万|吨|％|%|成|倍|平方|座|间|条|套)""", """[？?]$""");

    private const int LongestList = 60;

    public static void Read(DocumentText document, Roster roster, Ownership ownership)
    {
        ReadShared(document, roster);
        foreach (TextSpan what in BusinessStatements.Led(document))
        {
            Take(document, ownership, what, 3);
        }

        foreach (TextSpan what in BusinessStatements.WeaklyLed(document))
        {
            Take(document, ownership, what, 1);
        }

        foreach (Match match in document.Find(EnglishLed, EnglishWords))
        {
            Take(document, ownership, match.Groups["what"], 2);
        }

        foreach (CompanyDraft company in roster.Companies)
        {
            KeepBest(document, company);
        }

        foreach (CompanyDraft company in roster.Companies.Where(c => c.Introduced && !c.MainBusiness.Exists(b => document.Lexicons.Acts.IsIn(Fold(document, b)))))
        {
            List<QuotedValue> before = [.. company.MainBusiness];
            company.MainBusiness.Clear();
            ReadNominal(document, ownership, company);
            if (company.MainBusiness.Count == 0)
            {
                company.MainBusiness.AddRange(before);
            }
        }

        foreach (Match match in document.Find(EnglishNominal, OfWords))
        {
            if (ownership.CompanyAt(match.Index) is { Introduced: true, MainBusiness.Count: 0 })
            {
                Take(document, ownership, match.Groups["what"], 1);
            }
        }

        foreach (CompanyDraft company in roster.Companies.Where(c => c.MainBusiness.Count == 0 && c.Introduced))
        {
            ReadKind(document, ownership, company);
        }

        foreach (Match match in document.Find(Turned(), TurnedWords))
        {
            Group what = match.Groups["what"];
            if (ownership.CompanyAt(what.Index) is { Introduced: true, MainBusiness.Count: 0 })
            {
                Take(document, ownership, what, 1);
            }
        }

        foreach (Match match in document.Find(Made(), MadeWords))
        {
            Group what = match.Groups["what"];
            if (ownership.CompanyAt(what.Index) is { Introduced: true, MainBusiness.Count: 0 } company && IsOwnWork(document, roster, company, what))
            {
                Take(document, ownership, what, 1);
            }
        }
    }

    /// <summary>Where no statement tells the business, the goods do: the list as it stands in the text, else the first of them.</summary>
    public static void FromProducts(DocumentText document, CompanyDraft company)
    {
        int start = document.Raw.IndexOf(company.Products[0].Value, StringComparison.Ordinal);
        int last = start < 0 ? -1 : document.Raw.IndexOf(company.Products[^1].Value, start, StringComparison.Ordinal);
        TextSpan list = new(start, last + company.Products[^1].Value.Length);
        bool together = start >= 0 && last >= start && list.Length <= LongestList && list.End <= document.SentenceAt(start).End && company.Products.TrueForAll(p => document.Raw.AsSpan(list.Start, list.Length).Contains(p.Value, StringComparison.Ordinal));
        company.MainBusiness.Add(new QuotedValue(together ? document.Value(list) : company.Products[0].Value));
    }

    /// <summary>The last resort is what a company is said to make in plain words: 「X酿造酱香型白酒」, 「专门制造耐高温尼龙」; its name or a word for it must be the subject.</summary>
    private static bool IsOwnWork(DocumentText document, Roster roster, CompanyDraft company, Group what)
    {
        TextSpan before = new(document.ClauseAt(what.Index).Start, what.Index);
        if (Subjectless().IsMatch(document.Cut(before)))
        {
            return true;
        }

        Mention? last = null;
        foreach (Mention mention in roster.Within(before))
        {
            last = mention;
        }

        return last is { } subject ? roster.Companies[subject.Company] == company && Adverbs().IsMatch(document.Cut(new TextSpan(subject.Span.End, what.Index)))
            : document.First(TermKind.Pronoun, before.Start, before.End) is { } pronoun && pronoun.Start <= before.Start + 2 && Adverbs().IsMatch(document.Cut(new TextSpan(pronoun.End, what.Index)));
    }

    private static string Fold(DocumentText document, QuotedValue value) => document.Lexicons.Folding.Fold(value.Value);

    /// <summary>One statement: the first with several activities, else the first with one, else the first.</summary>
    private static void KeepBest(DocumentText document, CompanyDraft company)
    {
        if (company.MainBusiness.Count > 1)
        {
            QuotedValue best = company.MainBusiness.Find(b => document.Lexicons.Phrases.HasTwo(Fold(document, b))) ?? company.MainBusiness.Find(b => document.Lexicons.Acts.IsIn(Fold(document, b))) ?? company.MainBusiness[0];
            company.MainBusiness.Clear();
            company.MainBusiness.Add(best);
        }
    }

    /// <summary>「A、B和C分别主营甲、乙和丙」: each company its own part.</summary>
    private static void ReadShared(DocumentText document, Roster roster)
    {
        foreach (ValueMatch word in Apart().EnumerateMatches(document.Text))
        {
            TextSpan sentence = document.SentenceAt(word.Index);
            List<int> companies = [.. roster.Within(new TextSpan(sentence.Start, word.Index)).Where(m => !SubjectEvidence.IsBystander(document, m.Span) || m.IsFull).Select(m => m.Company).Distinct()];
            if (companies.Count < 2)
            {
                continue;
            }

            Match match = Distributed().MatchIn(document.Text, word.Index, sentence.End - word.Index);
            if (!match.Success)
            {
                continue;
            }

            Group list = match.Groups["list"];
            List<TextSpan> parts = [.. ItemList.Split(document.Text, new TextSpan(list.Index, list.Index + list.Length))];
            if (parts.Count == companies.Count)
            {
                for (int i = 0; i < parts.Count; i++)
                {
                    CompanyDraft company = roster.Companies[companies[i]];
                    company.Introduced = true;
                    company.MainBusiness.Add(new QuotedValue(document.Value(parts[i])));
                }
            }
        }
    }

    /// <summary>「……——化工磁力泵的设计、制造与维修」: an object with several activities, without a word that leads it.</summary>
    private static void ReadNominal(DocumentText document, Ownership ownership, CompanyDraft company)
    {
        foreach (TextSpan acts in BusinessStatements.Nominal(document))
        {
            int start = acts.Start, floor = document.SentenceAt(acts.Start).Start;
            while (start > floor && acts.Start - start < 30 && !ObjectEnds(document.Text[start - 1]))
            {
                start--;
            }

            Match verb = NominalLead().MatchIn(document.Text, start, acts.Start - start);
            start = verb.Success ? verb.Index + verb.Length : start;
            bool several = acts.Length >= 5 || verb.Success || (start > floor && document.Text[start - 1] is ':' or '—');
            if (several && acts.Start - start >= 2 && ownership.CompanyAt(start) == company && company.MainBusiness.Count == 0)
            {
                Take(document, ownership, new TextSpan(start, acts.End), 1);
            }
        }
    }

    /// <summary>「是一家X的经销商」, 「X生产企业」.</summary>
    private static void ReadKind(DocumentText document, Ownership ownership, CompanyDraft company)
    {
        foreach (Found found in BusinessKinds.Said.Find(document, KindWords))
        {
            if (found["what"] is { } what && ownership.CompanyAt(what.Start) == company && company.MainBusiness.Count == 0)
            {
                Take(document, ownership, what, 1);
            }
        }
    }

    private static bool ObjectEnds(char c) => c is '，' or '。' or '；' or ';' or ':' or '\n' or '—' or '“' or '”' or '(' or ')' or '[' or ']' or '的' or ' ';

    private static void Take(DocumentText document, Ownership ownership, Group what, int limit) =>
        Take(document, ownership, new TextSpan(what.Index, what.Index + what.Length), limit);

    private static void Take(DocumentText document, Ownership ownership, TextSpan what, int limit)
    {
        TextSpan span = Trim(document, what);
        if (span.Length < 2 || span.Length > (document.Text[span.Start] < 128 ? 160 : 70) || ownership.CompanyAt(what.Start) is not { } company || company.MainBusiness.Count >= limit)
        {
            return;
        }

        TextSpan sentence = document.SentenceAt(what.Start);
        TextSpan clause = document.ClauseAt(what.Start);
        int from = Math.Max(sentence.Start, Math.Min(clause.Start, what.Start - 4));
        bool denied = document.Has(TermKind.Negation, from, what.Start) || document.Has(TermKind.Planned, from, what.Start)
            || Past().IsMatch(document.Cut(new TextSpan(Math.Max(sentence.Start, what.Start - 24), what.Start)))
            || PastYears().IsMatch(document.Cut(document.LineAt(span.Start).Span)[..Math.Clamp(span.Start - document.LineAt(span.Start).Span.Start, 0, 40)])
            || Gone().IsMatch(document.Cut(span.End, Math.Min(16, document.Text.Length - span.End)))
            || document.Has(TermKind.Other, from, what.Start);
        string value = document.Value(span);
        bool inTable = value.Contains("  ", StringComparison.Ordinal) || document.Text[span.Start..span.End].Contains("  ", StringComparison.Ordinal);
        if (!denied && !inTable && !Empty.IsIn(value) && !company.MainBusiness.Exists(b => b.Value.Contains(value, StringComparison.Ordinal)))
        {
            company.MainBusiness.RemoveAll(b => value.Contains(b.Value, StringComparison.Ordinal));
            if (company.MainBusiness.Count == 0 || limit > 1 && document.Lexicons.Acts.IsIn(document.Lexicons.Folding.Fold(value)))
            {
                company.MainBusiness.Add(new QuotedValue(value));
            }
        }
    }

    private static TextSpan Trim(DocumentText document, TextSpan span)
    {
        Match lead = LeadIn().MatchIn(document.Text, span.Start, span.Length);
        int start = lead.Success ? lead.Index + lead.Length : span.Start;
        Match tail = Tail().MatchIn(document.Text, start, span.End - start);
        int end = tail.Success && tail.Index > start + 2 ? tail.Index : span.End;
        while (end > start && char.IsWhiteSpace(document.Text[end - 1]))
        {
            end--;
        }

        return new TextSpan(start, end);
    }

    private static readonly SearchValues<string> KindWords = SearchValues.Create(
        ["销商", "易商", "理商", "发商", "口商", "造商", "产商", "一家", "一个", "专业", "国内", "知名", "领先", "为主", "见长", "为核心产品", "一体", "makes", "is a", "designs", "develops", "manufactures", "produces", "processes", "distributes", "imports", "trades"], StringComparison.Ordinal);

    private static readonly SearchValues<string> OfWords = SearchValues.Create([" of "], StringComparison.Ordinal);

    private static readonly SearchValues<string> TurnedWords = SearchValues.Create(["成"], StringComparison.Ordinal);

    private static readonly SearchValues<string> MadeWords = SearchValues.Create(
        ["研发", "设计", "生产", "制造", "制作", "加工", "酿造", "种植", "养殖", "炼制", "铸造", "锻造", "织造", "供应", "销售", "经营", "经销", "代理", "出口", "提供", "做", "造"], StringComparison.Ordinal);

    private static readonly SearchValues<string> EnglishWords = SearchValues.Create(
        ["engaged in", "engages in", "pecialis", "pecializ", "focus", "dedicated to", "usiness", "activit", "concentrates on", "active in", "involved in"], StringComparison.Ordinal);

    private static readonly Regex EnglishLed = LongPattern.Of("""(?:engaged in|engages in|speciali[sz](?:e|es|ed|ing) in|focus(?:es|ed)? on|focusing on|dedicated to|(?:principal|main|core) (?:business|activity|activities|line of business)(?: is| are|:)|business is|concentrates on|active in|involved in)(?: in)?(?: the)? (?<what>(?:(?:research|development|R&D|design|production|manufacture|manufacturing|processing|sales?|marketing|distribution|trading|assembly|import|export)(?:, and |, | and ))*[^.,;\n]{4,120}?)(?=[.,;\n]|$| since | and has | and is | for over )""");

    /// <summary>"the assembly and sale of home mobility aids".</summary>
    private static readonly Regex EnglishNominal = LongPattern.Of("""(?<what>\b(?:(?:research|development|design|manufacture|manufacturing|production|assembly|machining|processing|sale|sales|distribution|installation|repair|trading|import|export|marketing|refining|moulding|molding|casting|forging|weaving|dyeing|milling|packing|packaging|recycling|leasing|servicing|testing|coating|compounding|extrusion|fermentation|breeding|growing|farming)(?:, and |, | and )?)+ of (?!its|the company|the year|shares|a |this|these)[a-z\d][^.,;"”\n]{5,90}?)(?=[.,;"”\n]|$| since | and has | and is | which )""");

    /// <summary>「把己二胺和对苯二甲酸聚合成高温尼龙」: what it turns into what.</summary>
    [GeneratedRegex("""(?<what>[把将][^，。；;:！？\n]{2,24}?(?:加工|聚合|制作|合成|改性|提炼|冶炼|纺|织|炼|酿|铸|锻|压|磨|烧|熬|烘|拉|轧|切|拼|组装|装配|变|做|制|再生|处理|转化|发酵|熔|浇|喷)成(?!了|为了|本|套|品牌|批|体|型)[^，。；;:！？\n]{2,30})""", RegexOptions.CultureInvariant)]
    private static partial Regex Turned();

    [GeneratedRegex("""(?<what>(?:研发|设计|生产|制造|制作|加工|酿造|种植|养殖|炼制|铸造|锻造|织造|供应(?!链)|销售|经营|经销|代理|出口|提供|做|造)(?:(?:、|和|与|及|并)(?:研发|设计|生产|制造|加工|销售|出口))*(?!的|商|者|厂|线|基地|能力|过程|经验|成本|许可|企业|经营|活动|方面|环节|工艺|技术|负责|了|过|出来|到|大|强|好|优|市场|收入|额|网络|渠道|部|公司)[^，。；;:！？\n\d的]{2,30}?)(?=[，。；;:！？\n()\d]|的(?:企业|公司|厂|时间|历史)|$)|(?:公司|企业|厂|它|其|我们)(?:所|自己)?(?<what>(?:生产|制造|研制|研发|做|造|经销|代理)的(?!产品|货|东西|就|都|全)[^，。；;:！？\n\d的]{2,20}?)(?=[，。；]|是|为|被|经|用于|用在|先|主要|远销|出口|大多|供|销)""", RegexOptions.CultureInvariant)]
    private static partial Regex Made();

    [GeneratedRegex("""^.*(?:(?:公司|企业|厂|社|中心)以|来自于?|全?靠着?|扑在|用来做|用于做|做的|做(?=[^，。]{3})|干的是?|主打|主攻|从事|承担|承接|专攻|提供|致力于?|专注于?|聚焦于?|深耕于?|立足于?|集中在|集中于|围绕|经营|只有|只是|就是|主业是|本业是|业务是|一直是|营生是|方向是|范围是|放在|投在|守着|定位(?:为|于|在)|转向了?|转为|转型为|改为|改做)(?:了)?(?=.{2})""", RegexOptions.CultureInvariant)]
    private static partial Regex NominalLead();

    [GeneratedRegex("""^(?:目前|如今|现在|现|多年来|一直|长期|主要|专门|专业|专|只|就|也|还|则|自行|自主|从事|负责|靠|[一二三四五六七八九十\d]+(?:多)?年来|常年|来)*$""", RegexOptions.CultureInvariant)]
    private static partial Regex Adverbs();

    [GeneratedRegex("""^(?:目前|如今|现在|多年来|一直|长期|主要|专门|专业|专|只|如今只|是|一家|[一二三四五六七八九十\d]+(?:多)?年来)+$""", RegexOptions.CultureInvariant)]
    private static partial Regex Subjectless();

    [GeneratedRegex("""分别|依次""", RegexOptions.CultureInvariant)]
    private static partial Regex Apart();

    [GeneratedRegex("""(?:分别|依次)(?:以|主营|从事|专注于?|致力于|生产|经营|主要从事|主要生产|主攻|聚焦于?|的主营业务(?:为|是)|主业(?:为|是)|做|是|为|专营|主打)(?<list>[^，。；]{4,120}?)(?:见长|为主营|为主业|为主|闻名|著称|起家|$|(?=[，。；]))""", RegexOptions.CultureInvariant)]
    private static partial Regex Distributed();

    [GeneratedRegex("""\G(?:现下|眼下|专事|专司|主项是|主项|项目内容系|项目内容|定性为|集[^，。]{2,24}?(?:于|为)一体的|[^，。的]{0,20}?(?:主营业务|主业|主营|本业)(?:为|是|系)|一家|[“"为是系:： ]|\[[^\]]{0,8}\]|就是|以(?![^，]*为(?:主要)?原料)|于|了|一直|主要|专业|长期|专注于?|聚焦于?|致力于|从事|以及|包括|产品|自主)+""", RegexOptions.CultureInvariant)]
    private static partial Regex LeadIn();

    [GeneratedRegex("""(?:的(?:国家级?|省级|高新技术|专业化?|综合性?|现代化|科技型?|民营|股份制|合资|外资|创新型|龙头|骨干|领先|知名|一家|集团|小微|中小)*(?:企业|公司|厂商|厂家|工厂|厂|供应商|服务商|集团|单位|机构|合作社).*|(?:企业|厂家|公司)$|[”"》]|等|等业务|等领域|多年|二十余年|至今|工作|领域|行业|[一二三四五六七八九十几数百\d]+(?:多|余|来)?年(?:来|之久|有余)?|已有.*|已.{0,6}年.*|\d+年.*)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Tail();

    [GeneratedRegex("""^\d{4}\s*[—\-~至到]+\s*\d{4}""", RegexOptions.CultureInvariant)]
    private static partial Regex PastYears();

    [GeneratedRegex("""曾|此前|以前|原|起家|早年|早期|当年|当时|前身|变更前|过去|之前的|改制前|旧""", RegexOptions.CultureInvariant)]
    private static partial Regex Past();

    [GeneratedRegex("""^[^，。；\n]{0,6}(?:已|被)?(?:剥离|转让|停产|停止|终止|淘汰|注销|出售|处置|退出|关停|不再)""", RegexOptions.CultureInvariant)]
    private static partial Regex Gone();
}
