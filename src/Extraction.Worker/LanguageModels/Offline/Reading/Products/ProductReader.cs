using System.Buffers;
using System.Text.RegularExpressions;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Business;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Products;

/// <summary>Reads goods and services: lists led by words such as 主要产品包括, lists under a heading, objects of making and selling.</summary>
internal static partial class ProductReader
{
    private static readonly SearchValues<string> LeadWords = SearchValues.Create(
        ["主营", "主业", " sold ", "产品", "系列", "大类", "两类", "三类", "四类", "品类", "卖得最多", "销量最大", "走量", "主销", "主推", "主打", "展示", "展出", "带来", "推出", "量产的是", "按", "提供", "把", "将", "除", "占", "成", "上市", "放量", "量产", "的是", "品种", "的有", "计有", "分", "当家", "主力", "生产的", "制造的", "研制的", "研发的", "做的", "造的", "出品的", "经销的", "代理的", "roduct", "ange ", "oulding", "ffering", "e make", "e offer", "e produce"], StringComparison.Ordinal);

    private static readonly SearchValues<string> TailWords = SearchValues.Create(
        ["类", "品种", "系列", "产品", "占", "单品", "看家", "来源"], StringComparison.Ordinal);

    private static readonly SearchValues<string> MakingWords = SearchValues.Create(
        ["生产", "制造", "加工", "供应", "主营", "经销", "代理", "销售", "提供", "卖给", "销往", "供应给", "交付给", "出售给", "主产", "年产", "自产", "出产", "量产", "酿造", "配套", "做", "造", "anufactur", "roduc", "makes", "supplies", "sells", "distributes", "offers"], StringComparison.Ordinal);

    public static void Read(DocumentText document, Roster roster, Ownership ownership, Denials denials)
    {
        foreach (Found found in ProductLists.Led.Find(document, LeadWords))
        {
            Take(document, roster, ownership, denials, found["list"], led: true);
            Take(document, roster, ownership, denials, found["list2"], led: true);
        }

        foreach (Match match in document.Find(Tailed(), TailWords))
        {
            TakeBefore(document, roster, ownership, denials, match);
        }

        foreach (TextSpan list in ProductForms.Find(document))
        {
            if (ownership.CompanyAt(list.Start) is { } company && !IsOther(document, list))
            {
                foreach (TextSpan item in ItemList.Split(document.Text, list))
                {
                    ProductNames.Add(document, roster, company, denials, item);
                }
            }
        }

        ReadBullets(document, roster, ownership, denials);
        foreach (TextLine line in document.Lines)
        {
            if (line.Heading >= 0 && ProductHeading.IsMatch(document.Cut(document.Lines[line.Heading].Span)) && !line.IsHeading)
            {
                ReadListLine(document, roster, ownership, denials, line);
            }
        }

        IncomeTables.Read(document, roster, ownership, denials);
        ReadMade(document, roster, ownership, denials, MainlyMade());
        for (int i = 0; i < roster.Companies.Count; i++)
        {
            if (roster.Companies[i] is { Introduced: true, Products.Count: 0 } company && !company.MainBusiness.Exists(b => b.Value.Contains('、') && document.Lexicons.Folding.Fold(b.Value).IndexOf('、') < document.Lexicons.Folding.Fold(b.Value).LastIndexOf('的')) && ProductFallback.Find(document, ownership, roster, i) is { } list)
            {
                foreach (TextSpan item in ItemList.Split(document.Text, list))
                {
                    ProductNames.Add(document, roster, company, denials, item);
                }
            }
        }

        foreach (CompanyDraft company in roster.Companies.Where(c => c.Introduced))
        {
            FromBusiness(document, company, denials);
        }

        ReadMade(document, roster, ownership, denials, Made);
    }

    /// <summary>Objects of making and selling, for companies of which no list was found.</summary>
    private static void ReadMade(DocumentText document, Roster roster, Ownership ownership, Denials denials, Regex pattern)
    {
        HashSet<CompanyDraft> open = [.. roster.Companies.Where(c => c.Introduced && c.Products.Count == 0)];
        if (open.Count == 0)
        {
            return;
        }

        foreach (Match match in document.Find(pattern, MakingWords))
        {
            if (ownership.CompanyAt(match.Index) is { } company && open.Contains(company))
            {
                Take(document, roster, ownership, denials, Span(match.Groups["list"]), led: false);
            }
        }
    }

    /// <summary>Whether the company only trades: its statements sell, and none of them makes.</summary>
    public static bool IsTrader(DocumentText document, CompanyDraft company)
    {
        string business = document.Lexicons.Folding.Fold(string.Join('，', company.MainBusiness.Select(b => b.Value)));
        return TradeStatement.SellsOnly(business.Length > 0 ? business : company.Name);
    }

    private static TextSpan? Span(Group group) => group.Success ? new TextSpan(group.Index, group.Index + group.Length) : null;

    private static void Take(DocumentText document, Roster roster, Ownership ownership, Denials denials, TextSpan? found, bool led)
    {
        if (found is not { } list || ownership.CompanyAt(list.Start) is not { } company)
        {
            return;
        }

        TextSpan clause = document.ClauseAt(Math.Max(list.Start - 1, 0));
        int from = Math.Max(document.SentenceAt(list.Start).Start, Math.Max(clause.Start, list.Start - 24));
        if (document.Has(TermKind.Negation, from, list.Start) || document.Has(TermKind.Other, from, list.Start) || LongAgo().IsMatch(document.Cut(new TextSpan(document.SentenceAt(list.Start).Start, list.Start))) || (!led && (document.Has(TermKind.Planned, from, list.Start) || document.Has(TermKind.Former, from, list.Start))))
        {
            return;
        }

        foreach (TextSpan item in ItemList.Split(document.Text, list))
        {
            ProductNames.Add(document, roster, company, denials, item);
        }
    }

    /// <summary>Whether the clause before a list denies it or says that it was, will be or is another's.</summary>
    private static bool IsOther(DocumentText document, TextSpan list)
    {
        int from = Math.Max(document.SentenceAt(list.Start).Start, Math.Max(document.ClauseAt(Math.Max(list.Start - 1, 0)).Start, list.Start - 24));
        return document.Has(TermKind.Negation, from, list.Start) || document.Has(TermKind.Other, from, list.Start) || document.Has(TermKind.Planned, from, list.Start) || document.Has(TermKind.Former, from, list.Start) || LongAgo().IsMatch(document.Cut(new TextSpan(document.SentenceAt(list.Start).Start, list.Start)));
    }

    [GeneratedRegex("""^[把将].{2,24}?成(?:.*的)?(?<what>[^的]{2,20})$""", RegexOptions.CultureInvariant)]
    private static partial Regex Turned();

    [GeneratedRegex("""\d{4}年(?:以)?前|早先|早年|起先|起初|最初|当初|最早|从前|那时|(?<!以|在此|在|此)以前""", RegexOptions.CultureInvariant)]
    private static partial Regex LongAgo();

    /// <summary>Bullets right under a sentence on the business or the products.</summary>
    private static void ReadBullets(DocumentText document, Roster roster, Ownership ownership, Denials denials)
    {
        bool open = false;
        foreach (TextLine line in document.Lines)
        {
            ReadOnlySpan<char> text = document.Cut(line.Span);
            if (text[..Math.Min(1, text.Length)] is "-" or "·" or ">" or "◦" or "•")
            {
                if (open && text.Length <= ProductNames.LongestName + 16)
                {
                    ReadListLine(document, roster, ownership, denials, line);
                }
            }
            else
            {
                open = BulletLead().IsMatch(text);
            }
        }
    }

    /// <summary>The list stands before the words that tell it: 「A、B和C三个品类」, 「A占收入的四成」, 「A是拳头产品」.</summary>
    private static void TakeBefore(DocumentText document, Roster roster, Ownership ownership, Denials denials, Match match)
    {
        int floor = document.SentenceAt(match.Index).Start, start = match.Index;
        while (start > floor && match.Index - start < 80 && document.Text[start - 1] is not ('，' or ':' or '—' or '“' or '”' or '(' or ')' or ' '))
        {
            start--;
        }

        ReadOnlySpan<char> list = document.Cut(new TextSpan(start, match.Index));
        bool several = list.Contains('、') || list.Contains('和');
        if ((match.Groups["kinds"].Success && !several) || NoList().IsMatch(list) || ownership.CompanyAt(start) is not { } company
            || document.Has(TermKind.Negation, start, match.Index) || document.Has(TermKind.Other, start, match.Index)
            || (match.Groups["share"].Success && !IncomeTalk().IsMatch(document.Cut(document.SentenceAt(start)))))
        {
            return;
        }

        Match verb = ListVerb().MatchIn(document.Text, start, match.Index - start);
        foreach (TextSpan item in ItemList.Split(document.Text, new TextSpan(verb.Success ? verb.Index + verb.Length : start, match.Index)))
        {
            ProductNames.Add(document, roster, company, denials, item);
        }
    }

    private static void ReadListLine(DocumentText document, Roster roster, Ownership ownership, Denials denials, TextLine line)
    {
        ReadOnlySpan<char> text = document.Cut(line.Span);
        int stop = text.IndexOf("。");
        if (stop > 0 && text[..stop].Contains('、') && text[..stop].IndexOf('，') < 0)
        {
            line = line with { Span = new TextSpan(line.Span.Start, line.Span.Start + stop) };
            text = text[..stop];
        }

        if (text[0] is '(' or '注' or '[' || text.IndexOf("。") >= 0 || text.IndexOf(':') >= 0 && text.IndexOf(':') < 8 || ownership.CompanyAt(line.Span.Start) is not { } company)
        {
            return;
        }

        int columns = text.Count('●') + text.Count('◆') + text.Count('■') + text.Count('○') > 1 ? -1 : text.IndexOf("  ");
        TextSpan first = columns > 3 && !text.Contains('、') && !text.ContainsAnyInRange('①', '⑳') ? new TextSpan(line.Span.Start, line.Span.Start + columns) : line.Span;
        if (ProductNames.SaleStopped().IsMatch(text))
        {
            return;
        }

        foreach (TextSpan item in ItemList.Split(document.Text, first))
        {
            ProductNames.Add(document, roster, company, denials, item);
        }
    }

    private static void FromBusiness(DocumentText document, CompanyDraft company, Denials denials)
    {
        if (company.Products.Count > 0)
        {
            return;
        }

        foreach (QuotedValue business in company.MainBusiness)
        {
            string folded = document.Lexicons.Folding.Fold(business.Value);
            Match match = Turned().Match(folded) is { Success: true } turned ? turned : BusinessObject.Match(folded);
            if (match.Success)
            {
                Group what = match.Groups["what"];
                foreach (TextSpan item in ItemList.Split(folded, new TextSpan(what.Index, what.Index + what.Length)))
                {
                    string value = business.Value[item.Start..item.End];
                    if (value.Length is >= 2 and <= ProductNames.LongestName && !denials.Deny(value))
                    {
                        company.Products.Add(new ProductReply(value, "makes"));
                    }
                }
            }
        }
    }

    [GeneratedRegex("""[把将](?<list>[^，。；\n]{2,40}?)(?:卖给|销往|销售给|供应给|交付给|出售给|配套给)|(?:主要生产|专业生产|主要制造|专门生产|专业制造|主产|现生产|主要供应|主要销售|主要经销|主要代理|主要加工)(?:和销售|及销售|、销售|并销售)?(?:的是|的有|的产品(?:有|是|为))?(?<list>[\u4e00-\u9fffA-Za-z\d、和与及\-—"“”/·]{2,60}?)(?=等|，|。|；|\n|的(?:企业|公司|厂|高新|研发|研制|生产|供应商)|$)""", RegexOptions.CultureInvariant)]
    private static partial Regex MainlyMade();

    private static readonly Regex Made = LongPattern.Of("""(?:主要生产|专业生产|主要制造|专门生产|主产|现生产|年产(?!量|能|值)|生产|制造|加工|供应(?!链)|主营|经销|代理|销售|主要供应|提供|种植|养殖|自产|出产|量产|酿造|配套|(?:专|只|就|主要|要)做|造)(?:和销售|及销售|、销售|销售|并销售)?(?:的是|(?:约|近|超)?[\d.,一二三四五六七八九十百千两]+(?:多|余)?(?:万|亿)?(?:吨|套|台|件|米|平方米|只|个|支|双|条|片|辆|瓶|箱|公里)?的?)?(?<list>[\u4e00-\u9fffA-Za-z\d、和与及\-—"“”/·]{2,60}?)(?=等|，|。|；|\n|的(?:企业|公司|厂|高新|研发|研制|开发|设计|生产|供应商)|$)|(?:manufactures?|produces?|makes|supplies|sells|distributes|offers)(?: and (?:sells|markets|supplies|exports))? (?<list>[^.;\n]{3,100}?)(?=[.;\n]| for | to | used |, which|$)""");

    private static readonly Regex BusinessObject = LongPattern.Of("""^(?:[a-z\-]+(?:, (?:and )?| and ))*[a-z\-]+ of (?:the )?(?<what>[^,]{3,60})$|^(?:研发生产|研制|研发|设计|生产|制造|加工|销售|经销|酿造|种植|养殖|织造|铸造|代理|供应|提供|做|造|以[^产]{2,16}为原料生产)?(?:的)?(?<what>.{2,40}?)(?:的(?:研|开|设|生|制|加|销|经|封|代|安|回|冶|养|种|批|零|发|合|组|装|改|贸|专业|综合|授权)|(?:研究|研发|研制|开发|设计|生产|制造|加工|制备|合成)(?:(?:、|和|与|及|以及)?(?:研究|研发|研制|开发|设计|生产|制造|加工|制备|销售|服务|合成))*(?:业务|企业)?$|(?:业务|经销商|供应商|制造商|生产商|代理商|贸易商|生产企业)?$)""");

    private static readonly Regex ProductHeading = LongPattern.Of("""^(?:[\W_]*)(?:(?:主要|主打|拳头|核心|我们的|全线|热销|畅销|爆款|店内热卖|主营|全部|明星|WHAT WE|What we|OUR|Our)\s*(?:产品|单品|商品|品类|MAKE|make|PRODUCTS|products)|产品(?:中心|介绍|展示|系列|列表|目录|一览|与服务)?|品项|品类|品种|(?:今年|本季|当季|本店|重点|当前)?(?:主推|在售|热卖|供应)(?:品种|产品|款|品类|清单|目录)?|货架|货单|(?i:(?:our |current |full |main |the )?(?:product |standard )?(?:range|catalogue|catalog|line-up|lineup|portfolio|models|products? list|product lines?)(?: \([^)]*\))?)|(?i:what we (?:sell|offer|supply|build|produce))|PRODUCTS?|Products?|(?:[\u4e00-\u9fffQ ]{0,8}(?:产品|具体|品类|卖|做|生产|供应|助剂|型号)[\u4e00-\u9fff]{0,6}(?:哪些|什么|哪几)[\u4e00-\u9fff]{0,4})|(?:做什么|我们做什么|我们的产品|供应产品|在售|商品))(?:[\W_]*)$""");

    [GeneratedRegex("""(?<kinds>(?:等)?[二三四五六七八九两2-9](?:个|大|款|种|条)?(?:品类|品种|系列|产品线|类产品|款产品|种产品|大类|类|种|样(?!占)|项(?!占))(?:产品|中间体|材料|制品|服务)?(?=占|贡献|合计|构成|为主|都|均|[，。；;\n]|$))|(?<share>(?:约|大约|大概)?占(?:公司|总|主营|全部|其|整体|当期|营业)*(?:收入|营收|出货量?|销售额?|销量)(?:比重|比例|比)?(?:的)?(?:约|比|近)?(?:\d[\d.]*%|[一二三四五六七八九]成|一半)|(?<=[，:；。]\S{2,16})占(?:比)?(?:约)?\d[\d.]*%)|为(?:报告期内?|公司|发行人|其|我们)*(?:的)?(?:全部|主要|唯一)?(?:收入|营收|利润)来源|(?:是|为)(?:公司|其|我们|厂里)?(?:的)?(?:另一|另一个|另一款|又一|两大|三大)?(?:个|款)?(?:当家|看家|拳头|主力|核心|主打|招牌|王牌|第一大|最大|畅销|明星|主要)(?:产品|单品|品类|货|品种)""", RegexOptions.CultureInvariant)]
    private static partial Regex Tailed();

    [GeneratedRegex("""按|分成|分为|供应商|客户|费用|库龄|合计|前[三五十]|人员|市场|份额|境外|国产|贴牌|海外|国内|外销|内销|存货|成本|毛利|专利|员工|面积|股|家公司|家企业|采购|行业|资质|\d{4}""", RegexOptions.CultureInvariant)]
    private static partial Regex NoList();

    [GeneratedRegex("""收入|营收|出货|销售|拆分|构成|产品|银|品类""", RegexOptions.CultureInvariant)]
    private static partial Regex IncomeTalk();

    [GeneratedRegex("""^.*(?:涵盖|覆盖|囊括|有|包括|上市|推出|生产|销售|经营|供应|代理|经销|形成|拥有|量产|分|是|为|做)(?:了)?(?=[^是为有]{4,}$)""", RegexOptions.CultureInvariant)]
    private static partial Regex ListVerb();

    [GeneratedRegex("""主营业务|主营|主要产品|产品(?:有|包括|如下|为|:)|主要(?:做|生产|供应)|供应品类|[Pp]roducts(?: include)?:$|[Ww]e (?:make|offer|supply)""", RegexOptions.CultureInvariant)]
    private static partial Regex BulletLead();
}
