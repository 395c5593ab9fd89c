using System.Buffers;
using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Parties;

/// <summary>Finds firms named in a text: full names, known firms, short names with a telling end, and whatever stands in a list with them or behind 客户包括.</summary>
internal static partial class PartyFinder
{
    private static readonly SearchValues<string> LeadWords = SearchValues.Create(
        ["客户", "用户", "买家", "买方", "采购方", "伙伴", "品牌", "企业", "服务于", "供货", "供应", "销往", "销售", "卖给", "交付", "配套", "导入", "售", "合作", "送到", "直供", "打入", "进入", "切入", "通过", "建立", "签", "达成", "经", "为其", "是其", "为公司", "是公司", "是它", "是我们", "代工", "贴牌", "出货", "发货", "赶制", "下游", "前三", "前五", "ustomer", "lient", "CUSTOMER", "CLIENT", " to ", "used by", "trusted by", "uyers", "approved our", "rders from"], StringComparison.Ordinal);

    public static IEnumerable<Party> Find(DocumentText document, Roster roster)
    {
        List<(TextSpan Span, int Company)> seeds = [.. roster.Mentions.Select(m => (m.Span, m.Company))];
        foreach (TermHit hit in document.All(TermKind.Firm))
        {
            TextSpan span = WithSuffix(document, new TextSpan(hit.Start, hit.End));
            if (!seeds.Exists(s => s.Span.Overlaps(span)) && (hit.Length > 2 || Delimited(document, span)) && !InsidePlaceOrWord(document, span))
            {
                seeds.Add((span, -1));
            }
        }

        List<(TextSpan Span, Relation Relation)> told = [.. CustomerTables.Find(document).Where(span => PartyNames.CanBeName(document, span)).Select(span => (span, Relation.Customer)), .. Framed(document)];
        foreach ((TextSpan span, _) in told)
        {
            seeds.RemoveAll(s => s.Company < 0 && span.Start <= s.Span.Start && span.End >= s.Span.End && span.Length > s.Span.Length);
            if (!seeds.Exists(s => s.Span.Overlaps(span)))
            {
                seeds.Add((span, -1));
            }
        }

        seeds.AddRange(Slots(document, seeds).Select(span => (span, -1)));
        seeds.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        return Lists(document, Neighbours(document, seeds)).Select(party => party with { Told = told.Find(t => t.Span.Overlaps(party.Span)).Relation });
    }

    /// <summary>The names in the slots of verb frames.</summary>
    private static IEnumerable<(TextSpan Span, Relation Relation)> Framed(DocumentText document)
    {
        foreach ((TextSpan list, Relation relation) in PartyFrames.Find(document))
        {
            foreach (TextSpan item in ItemList.Split(document.Text, list))
            {
                TextSpan span = WithoutPlant(document, PartyNames.Trim(document, item));
                if (PartyNames.CanBeName(document, span) && NameShape.Fits(document, span))
                {
                    yield return (span, relation);
                }
            }
        }
    }

    /// <summary>「比亚迪郑州工厂」, 「特步国际做成衣」: behind a known firm a plant or what it does with the goods is no part of its name.</summary>
    private static TextSpan WithoutPlant(DocumentText document, TextSpan span)
    {
        if (span.Length > 0 && char.IsAsciiLetter(document.Text[span.Start]))
        {
            Match goods = LatinGoods().MatchIn(document.Text, span.Start, span.Length);
            return goods.Success ? new TextSpan(span.Start, goods.Index) : span;
        }

        if (document.First(TermKind.Firm, span.Start, span.End) is not { } firm || firm.Start != span.Start)
        {
            return span;
        }

        TextSpan known = WithSuffix(document, new TextSpan(firm.Start, firm.End));
        return known.End < span.End && Plant().IsMatch(document.Cut(new TextSpan(known.End, span.End))) ? known : span;
    }

    [GeneratedRegex(""" (?!of |and |de |van |von |for |the )[a-z]""", RegexOptions.CultureInvariant)]
    private static partial Regex LatinGoods();

    [GeneratedRegex("""(?:手机|汽车|轿车|整车|车|电脑|空调|冰箱|飞机|工厂|厂|园区|项目|手里|手中|产线|门店|车间|总部|基地|工地|站|店)$|^(?:做|制|用|装|再|去|来|采购|生产|组装|加工|打|铺|上|里)""", RegexOptions.CultureInvariant)]
    private static partial Regex Plant();

    /// <summary>Joins seeds that are linked by 、 or 和 into enumerations.</summary>
    private static IEnumerable<Party> Lists(DocumentText document, List<(TextSpan Span, int Company)> seeds)
    {
        for (int i = 0; i < seeds.Count;)
        {
            int last = i;
            int end = document.SentenceAt(seeds[i].Span.Start).End;
            while (last + 1 < seeds.Count && seeds[last + 1].Span.Start < end && Joint().IsMatch(document.Cut(seeds[last].Span.End, Math.Max(0, seeds[last + 1].Span.Start - seeds[last].Span.End))))
            {
                last++;
            }

            for (int k = i; k <= last; k++)
            {
                yield return new Party(seeds[k].Span, seeds[i].Span.Start, seeds[last].Span.End, seeds[k].Company);
            }

            i = last + 1;
        }
    }

    /// <summary>What is linked to a known firm by 、 is a firm too, if it can be a name.</summary>
    private static List<(TextSpan Span, int Company)> Neighbours(DocumentText document, List<(TextSpan Span, int Company)> seeds)
    {
        List<(TextSpan, int)> all = [.. seeds];
        foreach ((TextSpan span, _) in seeds)
        {
            int at = span.End;
            while (at < document.Text.Length && Mark().Match(document.Text, at) is { Success: true } mark)
            {
                int start = at + mark.Length, end = PartyNames.NameEnd(document.Text, start);
                TextSpan next = new(start, end);
                if (!PartyNames.CanBeName(document, next) || all.Exists(s => s.Item1.Overlaps(next)))
                {
                    break;
                }

                all.Add((next, -1));
                at = end;
            }

            at = span.Start;
            while (at > 0 && document.Text[at - 1] is '、')
            {
                int start = PartyNames.NameStart(document, at - 1);
                TextSpan previous = new(start, at - 1);
                if (!PartyNames.CanBeName(document, previous) || all.Exists(s => s.Item1.Overlaps(previous)))
                {
                    break;
                }

                all.Add((previous, -1));
                at = start;
            }
        }

        all.Sort((a, b) => a.Item1.Start.CompareTo(b.Item1.Start));
        return all;
    }

    /// <summary>Items of the lists that customer words lead: 客户包括, 服务于, 客户： and lines under such a heading.</summary>
    private static IEnumerable<TextSpan> Slots(DocumentText document, List<(TextSpan Span, int Company)> seeds)
    {
        foreach (Found found in PartyLists.Led.Find(document, LeadWords))
        {
            if (found["list"] is not { } list || NamesTrades(document, list.End))
            {
                continue;
            }

            foreach (TextSpan item in ItemList.Split(document.Text, list))
            {
                TextSpan span = PartyNames.Trim(document, item);
                if (PartyNames.CanBeName(document, span) && !seeds.Exists(s => s.Span.Overlaps(span)))
                {
                    yield return span;
                }
            }
        }

        foreach (TextLine line in document.Lines)
        {
            if (line.Heading < 0 || line.IsHeading || document.LineIndexAt(line.Span.Start) - line.Heading > 14 || !IsPartyHeading(document, line) || document.Cut(line.Span).TrimEnd("。！").IndexOfAny('。', '！') >= 0 || line.Span.Length > 120)
            {
                continue;
            }

            foreach (TextSpan item in ItemList.Split(document.Text, AfterLabel(document, line.Span)))
            {
                TextSpan span = PartyNames.Trim(document, item);
                if (PartyNames.CanBeName(document, span) && !Cell().IsMatch(document.Cut(span)) && !seeds.Exists(s => s.Span.Overlaps(span)))
                {
                    yield return span;
                }
            }
        }
    }

    /// <summary>「覆盖航空、模具等行业」: what stands in such a list are trades, not firms.</summary>
    private static bool NamesTrades(DocumentText document, int end) => Trades().IsMatch(document.Cut(end, 12));

    private static bool IsPartyHeading(DocumentText document, TextLine line)
    {
        TextSpan heading = document.Lines[line.Heading].Span;
        return heading.Length <= PartyNames.LongestName && CustomerHeading().IsMatch(document.Cut(heading));
    }

    private static TextSpan AfterLabel(DocumentText document, TextSpan line)
    {
        int colon = document.Cut(line).IndexOf(':');
        return colon is >= 0 and < 16 ? new TextSpan(line.Start + colon + 1, line.End) : line;
    }

    private static bool Delimited(DocumentText document, TextSpan span)
    {
        char before = span.Start > 0 ? document.Text[span.Start - 1] : '、', after = span.End < document.Text.Length ? document.Text[span.End] : '、';
        bool open = !CharacterFolding.IsChinese(before) && !char.IsAsciiLetterOrDigit(before) || document.Has(TermKind.Boundary, span.Start - 1, span.Start) || document.Has(TermKind.Boundary, Math.Max(0, span.Start - 2), span.Start)
            || document.Within(TermKind.Relation, new TextSpan(Math.Max(0, span.Start - 4), span.Start)).Any(hit => hit.End == span.Start);
        bool close = !CharacterFolding.IsChinese(after) && !char.IsAsciiLetterOrDigit(after) || document.Has(TermKind.Boundary, span.End, span.End + 1) || document.Has(TermKind.Boundary, span.End, span.End + 2);
        return open && (close || Goods().IsMatch(document.Cut(span.End, 3)));
    }

    private static bool InsidePlaceOrWord(DocumentText document, TextSpan span)
    {
        char after = span.End < document.Text.Length ? document.Text[span.End] : ' ';
        return after is '市' or '县' or '区' or '省' or '路' or '街' or '镇' or '村' or '牌' or '化' or '性' or '式' or '型' or '级'
            || (span.End + 1 < document.Text.Length && document.Cut(span.End, 2) is "大道" or "工业");
    }

    /// <summary>A known firm's name goes on: 美的 becomes 美的集团.</summary>
    private static TextSpan WithSuffix(DocumentText document, TextSpan span)
    {
        Match match = Suffix.Match(document.Text, span.End);
        return match.Success && match.Length > 0 ? new TextSpan(span.Start, span.End + match.Length) : span;
    }

    [GeneratedRegex("""^(?=.*[、和与及，,/|·;“”() ]|.?$| and)(?:[^，。；\n、]{0,0}(?:、|和|与|及|以及|，|,| and |, and |/|\|| |·|;|“|”|\([^)]{1,12}\)|的?[\u4e00-\u9fff-[为给向对经由从被把将找替在是有]]?){1,3})$|^(?:、|和|与|及|以及|\| ?|/| and |, and |, )$|^\([^)]{1,14}\)(?:、|和|与|及|以及)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Joint();

    [GeneratedRegex("""^(?:手机|电脑|汽车|电视|空调|供应链|产业链|平板|相机)""", RegexOptions.CultureInvariant)]
    private static partial Regex Goods();

    [GeneratedRegex("""^等?[一二三四五六七八九十多\d]*(?:个|大)?(?:行业|领域|场景|市场|产业|国家|地区|赛道|用途)""", RegexOptions.CultureInvariant)]
    private static partial Regex Trades();

    [GeneratedRegex("""\G(?:、|以及|和|与|及(?!其))""", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    private static readonly Regex Suffix = LongPattern.Of("""\G(?:股份有限公司|有限公司|股份公司|集团|股份|公司|汽车|电子|科技|化学|化工|重工|电气|医药|控股|食品|药业|麻辣烫|电池|新材料|新材|材料|能源|电力|动力|智能|精密|机械|装备|电机|太阳能|家居|医疗|生物|物流|餐饮|乳业|饲料|地产|置业|建设|电器|半导体|光电|通信|网络|商业|零售|超市|连锁|工业|车载|[\u4e00-\u9fff-[的是为向对与和从给在由将把及等已均都也有了之以其各不同省市家]]{2,4}(?:分公司|公司|煤矿|煤业|煤炭|矿业|电厂|热电|油田|医院))?(?:股份|集团|有限公司|商业|控股)?""");

    [GeneratedRegex("""客户|用户|委托人|委托方|大户|评价|怎么说|口碑|销售网络|销售渠道|经销网络|合作伙伴|谁在(?:使|选)?用|选择了?|都在用|合作品牌|服务品牌|买家|[Cc]ustomers?|[Cc]lients?|CUSTOMERS?|CLIENTS?|PARTNERS|[Pp]artners|WORK WITH|[Ww]ork with""", RegexOptions.CultureInvariant)]
    private static partial Regex CustomerHeading();

    [GeneratedRegex("""^(?:\d[\d,.]*%?|[\d,.]+|(?:销售|采购)?(?:金额|收入|额)(?:\(.*)?|占比|比例.*|序号|名称|内容|(?:主要)?销售内容|客户(?:名称|简称)?|购货方|买方|合计|产品|备注)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Cell();
}
