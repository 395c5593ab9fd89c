using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Parties;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Companies;

/// <summary>Tells the companies that a text is about from those that it only names beside them.</summary>
internal static partial class SubjectEvidence
{
    private const int LeastHeads = 2;

    public static void Mark(DocumentText document, CompanyDraft company, IReadOnlyList<CompanyName> names, int[] owners, int index)
    {
        for (int i = 0; i < names.Count && !company.Introduced; i++)
        {
            if (owners[i] == index && !IsBystander(document, names[i].Span))
            {
                company.Introduced = IsSubsidiary(document, names[i].Span) || IsHeading(document, names[i].Span) || IsIssuer(document, names[i].Span) || IsPresented(document, names[i].Span) || Recurs(document, names, names[i]) || Opens(document, names[i].Span) || SaysOfItself(document, names[i].Span) || IsWelcomed(document, names[i].Span);
            }
        }
    }

    /// <summary>Companies of which one sentence says something 分别, apart.</summary>
    public static void MarkShared(DocumentText document, IReadOnlyList<CompanyDraft> companies, IReadOnlyList<CompanyName> names, int[] owners)
    {
        MarkListed(document, companies, names, owners);
        foreach (Match word in Apart().Matches(document.Text))
        {
            TextSpan sentence = document.SentenceAt(word.Index);
            int[] listed = [.. Enumerable.Range(0, names.Count).Where(i => names[i].Span.Start >= sentence.Start && names[i].Span.End <= word.Index)];
            if (listed.Length >= 2 && !IsBystander(document, names[listed[0]].Span))
            {
                foreach (int i in listed)
                {
                    companies[owners[i]].Introduced = true;
                }
            }
        }
    }

    /// <summary>「江门有三家企业的名字出现在榜单里：A公司、B公司、C公司」: the list introduces all of them.</summary>
    private static void MarkListed(DocumentText document, IReadOnlyList<CompanyDraft> companies, IReadOnlyList<CompanyName> names, int[] owners)
    {
        for (int first = 0; first < names.Count;)
        {
            int last = first;
            while (last + 1 < names.Count && document.Cut(new TextSpan(names[last].Span.End, names[last + 1].Span.Start)) is "、" or "和" or "与" or "及" or "以及" or "，")
            {
                last++;
            }

            TextSpan before = new(document.SentenceAt(names[first].Span.Start).Start, names[first].Span.Start);
            if (last > first && Counted().IsMatch(document.Cut(before)) && (Listing().IsMatch(document.Cut(before)) || !IsBystander(document, names[first].Span)))
            {
                for (int i = first; i <= last; i++)
                {
                    companies[owners[i]].Introduced = true;
                }
            }

            first = last + 1;
        }
    }

    /// <summary>Where no company is introduced, the first that stands in no relation to another is meant.</summary>
    public static void MarkFallback(DocumentText document, IReadOnlyList<CompanyDraft> companies, IReadOnlyList<CompanyName> names, int[] owners)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (!IsBystander(document, names[i].Span) && document.LineAt(names[i].Span.Start) is { Heading: var heading } line
                && (heading < 0 || !Governs(document, document.Lines[heading].Span) || line.IsHeading))
            {
                companies[owners[i]].Introduced = true;
                return;
            }
        }
    }

    /// <summary>Whether words in front of a name make it another's customer, supplier, shareholder and so on.</summary>
    public static bool IsBystander(DocumentText document, TextSpan name)
    {
        TextSpan sentence = document.SentenceAt(name.Start);
        int from = Math.Max(sentence.Start, name.Start - 24);
        foreach (TermHit hit in document.Within(TermKind.Relation, new TextSpan(from, name.Start)))
        {
            RelationCue cue = document.Lexicons.Relations[hit.Payload];
            bool near = document.Cut(hit.End, name.Start - hit.End) is var between && !between.Contains('。') && (!between.Contains('，') || Copula().IsMatch(between));
            if (cue.Right is not Relation.None && near && !OwnWord().IsMatch(document.Cut(hit.Start, name.Start - hit.Start)))
            {
                return true;
            }
        }

        int clause = Math.Max(from, document.ClauseAt(name.Start).Start);
        return document.Has(TermKind.Other, clause, name.Start);
    }

    /// <summary>Whether a heading makes the firms below it customers, suppliers and so on.</summary>
    private static bool Governs(DocumentText document, TextSpan heading) =>
        document.Within(TermKind.Relation, heading).Any(hit => document.Lexicons.Relations[hit.Payload].Right is not Relation.None);

    /// <summary>A subsidiary may have an entry; it keeps it where something of its own is stated.</summary>
    internal static bool IsSubsidiary(DocumentText document, TextSpan name) =>
        DependentAfter().IsMatch(document.Cut(name.End, 30)) || document.Cut(name.Start - 3, 3) is "子公司" || document.Cut(name.Start - 11, 11).Trim() is "subsidiary" || document.Cut(name.Start - 12, 12).EndsWith("subsidiary, ", StringComparison.Ordinal);

    /// <summary>The issuer of a prospectus: in its title, or in the line of the glossary that names the issuer.</summary>
    private static bool IsIssuer(DocumentText document, TextSpan name)
    {
        int line = document.LineAt(name.Start).Span.Start;
        return Issue().IsMatch(document.Cut(name.End, 24)) || IssuerLine().IsMatch(document.Cut(new TextSpan(line, name.Start)));
    }

    /// <summary>A company whose mark the text goes on to use at the head of clauses is what the text is about.</summary>
    private static bool Recurs(DocumentText document, IReadOnlyList<CompanyName> names, CompanyName name)
    {
        if (name.Core.Length < 3 || !CharacterFolding.IsChinese(document.Text[name.Core.Start]))
        {
            return false;
        }

        string mark = document.Text[name.Core.Start..(name.Core.Start + 2)];
        int heads = 0;
        for (int at = document.Text.IndexOf(mark, name.Span.End, StringComparison.Ordinal); at >= 0 && heads < LeastHeads; at = document.Text.IndexOf(mark, at + 2, StringComparison.Ordinal))
        {
            bool head = at == 0 || document.Text[at - 1] is '。' or '\n' or '，' or ' ' or '“' or ':' or '；' or ';' or '！';
            heads += head && !names.Any(other => other.Span.Holds(at)) ? 1 : 0;
        }

        return heads >= LeastHeads;
    }

    /// <summary>「找到了做这层涂料的企业——X公司。」, 「主角叫X公司」.</summary>
    private static bool IsPresented(DocumentText document, TextSpan name) =>
        Presents().IsMatch(document.Cut(new TextSpan(Math.Max(document.SentenceAt(name.Start).Start, name.Start - 12), name.Start))) && Closes().IsMatch(document.Cut(name.End, 2));

    /// <summary>A name that opens a line or a sentence and stands there by itself: 「其一，X公司。」, 「样本：X公司，」, 「二、X公司：」.</summary>
    private static bool Opens(DocumentText document, TextSpan name)
    {
        TextLine line = document.LineAt(name.Start);
        TextSpan sentence = document.SentenceAt(name.Start);
        bool listed = line.Heading >= 0 && Governs(document, document.Lines[line.Heading].Span) && !line.IsHeading;
        ReadOnlySpan<char> after = document.Cut(name.End, 3);
        bool closes = after.Length == 0 || after[0] is '。' or '，' or ':' or '—' or '\n' or '(' || after.StartsWith(" ——");
        return !listed && closes && !after.StartsWith("、") && Opening.IsMatch(document.Cut(new TextSpan(sentence.Start, name.Start)))
            && !document.Cut(line.Span).Contains('|');
    }

    private static bool IsHeading(DocumentText document, TextSpan name)
    {
        TextLine line = document.LineAt(name.Start);
        if (line.Heading >= 0 && Governs(document, document.Lines[line.Heading].Span))
        {
            return false;
        }

        int rest = line.Span.Length - name.Length;
        return (line.IsHeading && rest <= 14) || (rest <= 3 && line.Heading < 0) || Label().IsMatch(document.Cut(line.Span.Start, name.Start - line.Span.Start));
    }

    private static bool SaysOfItself(DocumentText document, TextSpan name)
    {
        int end = name.End;
        if (end < document.Text.Length && document.Text[end] == '(')
        {
            int close = document.Text.IndexOf(')', end);
            end = close > 0 && close - end < 80 ? close + 1 : end;
        }

        return !Agent().IsMatch(document.Cut(new TextSpan(Math.Max(document.SentenceAt(name.Start).Start, name.Start - 2), name.Start))) && SelfPredicate.IsMatch(document.Cut(end, Math.Min(24, document.Text.Length - end)))
            && !CustomerPredicate().IsMatch(document.Cut(end, Math.Min(24, document.Text.Length - end)));
    }

    private static bool IsWelcomed(DocumentText document, TextSpan name)
    {
        int from = Math.Max(0, name.Start - 24);
        ReadOnlySpan<char> before = document.Cut(from, name.Start - from);
        ReadOnlySpan<char> after = document.Cut(name.End, Math.Min(12, document.Text.Length - name.End));
        return Welcome().IsMatch(before) || after.StartsWith(" 版权所有") || after.StartsWith("版权所有") || after.StartsWith("官方网站") || after.StartsWith("官网");
    }

    [GeneratedRegex("""分别(?:以|主营|从事|专注|致力|生产|经营|主要|的主营|做|是|为|专营|主打|位于|拥有|持有)""", RegexOptions.CultureInvariant)]
    private static partial Regex Apart();

    private static readonly Regex Opening = LongPattern.Of("""^(?:其[一二三四五]|第?[一二三四五六七八九十]+(?:部分|家|位|站)?|\([一二三四五六七八九十\d]+\)|\d{1,2}(?:\.\d)?|样本(?:企业|公司)?|标的(?:公司)?(?:名称)?|对象|主体|(?:发行)?主体|公司(?:名称)?|企业(?:名称)?|案例|上游|中游|下游|环节|店铺|商家|原告|申请人|单位|全称|名称|[A-Z]\d?馆|[◆◤▲■●◎▶▍#·>\[\]]|[，、:. \s])*$""");

    [GeneratedRegex("""^ ?(?:首次公开|公开发行|上市申请|上市文件|申请文件|申报文件|中期票据|短期融资券|信用评级|主体评级|跟踪评级|创业板|科创板|北交所|主板|新三板|定向发行|向(?:特定|不特定)对象|招股|募集说明书|公开转让|年度报告|\d{4}年(?:年?度)?(?:报告|向特定|公开|募集)|债券|股票)""", RegexOptions.CultureInvariant)]
    private static partial Regex Issue();

    [GeneratedRegex("""(?:发行人|本公司|公司|挂牌公司|股份公司|申请人)[^\n]{0,24} *\|? *指 *\|? *$""", RegexOptions.CultureInvariant)]
    private static partial Regex IssuerLine();

    [GeneratedRegex("""(?:(?<![”" 。])——|(?<![”" 。—])—|名叫|叫做?|名为|主角[是叫]|主人(?:公)?[是叫]|全名[是叫为:]?|执掌|掌管|掌舵|经营着|创办了?|就是|正是|便是|名字叫|[家]叫)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Presents();

    [GeneratedRegex("""^(?:[。，；;！\n(]|$)""", RegexOptions.CultureInvariant)]
    private static partial Regex Closes();

    [GeneratedRegex("""[由向从自被经对给]$|[为与][\u4e00-\u9fff]?$|与$""", RegexOptions.CultureInvariant)]
    private static partial Regex Agent();

    [GeneratedRegex("""^ ?[，,(]? ?[^。；;\n]{0,14}?(?:全资|控股)?子公司|^[^。；\n]{0,6}持股 ?\d[\d.]*%|^, (?:its|a|the|our) (?:wholly[- ]owned )?subsidiary""", RegexOptions.CultureInvariant)]
    private static partial Regex DependentAfter();

    [GeneratedRegex("""名单|榜|公示|入选|授牌|名字|获评|认定""", RegexOptions.CultureInvariant)]
    private static partial Regex Listing();

    [GeneratedRegex("""(?:[两二三四五六七八九十]|\d)(?:家|户)(?:本地|本市|当地)?[^。；]{0,24}$""", RegexOptions.CultureInvariant)]
    private static partial Regex Counted();

    [GeneratedRegex("""[是为有:]$""", RegexOptions.CultureInvariant)]
    private static partial Regex Copula();

    [GeneratedRegex("""^(?:客户|公司)?$|自家""", RegexOptions.CultureInvariant)]
    private static partial Regex OwnWord();

    [GeneratedRegex("""(?:^|[ |])(?:店铺|商家|卖家|发行主体|标的公司(?:名称)?|企业名称|公司名称|名\s*称|单位名称|商号|字号名称|主体名称|对象|标的|样本企业[^:]*|公司|企业|发行人|挂牌公司|申请人|Company|Issuer|Name|中文名称|商户名称|店铺主体|供应商名称|店铺名称|主营企业|隶属企业名称|分支机构名称|隶属企业)\s*(?::|  )\s*$|(?:[◆◤▲■◎▶#一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]|(?<![A-Za-z\d\-])\d{1,2})[、.\) ].{0,16}$""", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    private static readonly Regex SelfPredicate = LongPattern.Of("""^[ ，,]{0,2}(?:官方|旗下(?:有|拥有|设)|现在|目前|自|今|如今|一直|长期|早在|则|却|也|正|就|是(?!公司|发行人|其)|为(?!公司|发行人|其)|系(?!公司|发行人)|成立|创立|创建|创办|始建|始于|建于|建厂|组建|位于|坐落|座落|地处|厂子|厂址|厂区|厂房|总部|的总部|注册|主营|主要|专业|专注|从事|致力|聚焦|深耕|拥有|持有|现有|经营|生产(?!的)|制造(?!的)|研发(?!的)|加工(?!的)|设在|设于|开在|办在|落脚|落户|坐标|取得|荣获|获评|获得|被评为|被认定|入选|把家|靠|只做|只生产|专做|做(?!的)|搬|迁|承接|承担|建于|起步|起家|由[^，。]{2,12}(?:创办|创立|开办|出资|设立|投资)|的(?:主营|主业|主要产品|产品|厂房|车间|工厂|厂区|专利|董事长|总经理|负责人)|(?:在|于)[^，。；]{2,14}(?:成立|创办|创立|起步|挂牌|注册|建厂|设厂|落户)|属于|隶属|以|承担|落户|扎根|董事|于(?:19|20|二|一)|是一家|位居|——|(?:近日|日前|昨日)(?:宣布|披露|发布|公告|召开|举行|向|与|递交|获)|\d{4}年(?:成立|创立|设立|建)|is |was |are |has |holds |specialis|specializ|focus|manufactur|makes |produces |develops |located|based|engaged|founded|established|operates|closed |sold |owns |said |operates |, (?:a|an|based|located|headquartered|in) )""");

    [GeneratedRegex("""^[ ，]{0,2}(?:已|也)?于?(?:\d{4}年\d{0,2}月?)?(?:进入|启动|完成)?(?:破产|清算|注销|吊销|停业|被收购)|^[ ，]{0,2}(?:是|为|系|已|也|均|都|一直)?(?:公司|发行人|其|我司|本公司)?(?:的)?(?:主要|第一|重要|最大|核心|长期|独家|关联)*(?:客户|供应商|股东|关联方|竞争|债务|供货|采购|持股|子公司的)|^(?:的|等|之间|采购|供应|供货|持股|投资|签|合作|在内|、|和|与|及)""", RegexOptions.CultureInvariant)]
    private static partial Regex CustomerPredicate();

    [GeneratedRegex("""(?:欢迎来到|欢迎光临|欢迎访问|版权所有|©|Copyright|关于|走进|走访了?|调研了?|探访|认识一下)[^，。\n]{0,16}$""", RegexOptions.CultureInvariant)]
    private static partial Regex Welcome();
}
