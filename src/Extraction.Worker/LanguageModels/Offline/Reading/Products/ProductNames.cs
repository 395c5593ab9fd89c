using System.Text.RegularExpressions;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Products;

/// <summary>Adds an item of a list to a company's products where it can be the name of one.</summary>
internal static partial class ProductNames
{
    private static readonly AnyOf NoProduct = new("no-product", """^(?:分切|开发|量产|拆包|外包|研磨|修磨|选育|扩培|安拆|出租|维修|保养|维护|检修|更换|推广|繁育|加工|分切外包)+$|^(?:将|把|向|从|经由?(?!编)|由|通过|被(?!动|覆))""", """医院(?:[两三四五六]家)?$|(?:股份|有限)公司$|[的了吗呢吧]|[“”？?]|[¥￥]|\\d+(?:万|亿|家|人|个|年|月|天|件|吨)|的(?:国内)?(?:经销|销售|安装|维护|加工|繁育|研发|生产)$|第[一二三]|不(?!锈|干胶|饱和|燃|易|对称|间断|停电|粘|沾|规则|透)""");

    public const int LongestName = 24;

    public static void Add(DocumentText document, Roster roster, CompanyDraft company, Denials denials, TextSpan item)
    {
        TextSpan span = Trim(document.Text, item);
        bool latin = span.Length > 0 && document.Text[span.Start..span.End].All(char.IsAscii);
        if (span.Length < 2 || span.Length > (latin ? 60 : LongestName) || roster.Within(span).Any() || document.First(TermKind.Firm, span.Start, span.End) is { } firm && firm.Start == span.Start && firm.Length >= span.Length - 2)
        {
            return;
        }

        string value = document.Value(span);
        string folded = document.Text[span.Start..span.End];
        bool name = !document.Has(TermKind.Planned, item) && !document.Has(TermKind.Former, item) && !NoProduct.IsIn(folded) && !SaleStopped().IsMatch(document.Cut(item.Start, item.Length)) && !denials.Deny(folded);
        if (name && !company.Products.Exists(p => p.Value == value))
        {
            company.Products.Add(new ProductReply(value));
        }
    }

    private static TextSpan Trim(string text, TextSpan item)
    {
        Match lead = LeadIn.MatchIn(text, item.Start, item.Length);
        int start = lead.Success ? item.Start + lead.Length : item.Start;
        Match tail = Tail.MatchIn(text, start, item.End - start);
        int end = tail.Success && tail.Index > start + 1 ? tail.Index : item.End;
        while (end > start && text[end - 1] is ' ' or '”' or '"' or '。' or '.')
        {
            end--;
        }

        while (start < end && text[start] is ' ' or '“' or '"')
        {
            start++;
        }

        return new TextSpan(start, end);
    }

    [GeneratedRegex("""停售|停产|已下架|下架|归档|试制|研发中|在研|敬请期待|即将|暂未|样品|待上市|规划中|已停|众筹|预售|[Dd]iscontinued|coming soon|[Ii]n development|not for sale|[Nn]ot yet""", RegexOptions.CultureInvariant)]
    public static partial Regex SaleStopped();

    private static readonly Regex LeadIn = LongPattern.Of("""^(?:产品|系列|以及|包括|有|为|是|其中|具体|主要|分别|即|和|与|如|以|例如|从|由|各类|各种|多种|各式|一是|二是|三是|四是|其|另有|还有|另一|自产的?|自有|自主品牌|自家的?|自己的|(?:研制|研发生产|研发|开发|设计|生产|制造|酿造|种植|养殖|织造|铸造)(?:(?:和|、|及|与)?(?:制造|生产|销售|加工))*(?=[\u4e00-\u9fffA-Z]{2})(?!中心|软件|服务|线|执行|设备|机械|管理|系统|平台|工艺|技术|过程|用)|[①-⑳]|\(?[一二三四五六七八九\d]{1,2}\)|\d{1,2}[、.．)]|[A-Za-z]?\d?[、:]|于|在|the |from |a |an |our |and |除此次中标的|此次中标的|[>·*◆\-] ?)+\s*""");

    private static readonly Regex Tail = LongPattern.Of("""(?:\([^)]*\)?|等(?:系列)?(?:产品)?|(?:[一二三四五六七八九两\d]+(?:大|个)?(?:系列|类|种|样|款|项|大类|种规格|个品种)(?:产品)?)|系列产品|系列|外$|的(?:研发|生产|制造|销售|代工).*|，.*|各占.*|为主.*| ?(?:了解更多|查看|更多).*|两类|三类|三样|两种|\s+and\s+more|仍(?:是|为)?$|，|为代表.*|属于.*|[一二三四五六七八九十几数\d]+(?:多|余|来)?年(?:来)?)$""");
}
