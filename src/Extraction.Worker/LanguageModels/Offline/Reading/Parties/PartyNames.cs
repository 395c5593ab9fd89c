using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Parties;

/// <summary>What can be the name of a buyer, and where it begins and ends.</summary>
internal static partial class PartyNames
{
    private static readonly AnyOf NoLatinName = new("no-latin-buyer", """^(?:Customer [A-Z]|Client [A-Z]|PATENTS?|Products?|Notes?)$|^ZL """, """customers?$|distributors?$|makers?$""");

    private static readonly AnyOf NoName = new("no-buyer", """^[\u4e00-\u9fff]{1,4}(?:厂|厂商|厂家|工厂|商|店|户|门店)$|^(?:国内|国外|海外|境外|各地|全国|下游|上游|市场|行业|客户|企业|公司|厂商|厂家|主机厂|整车厂|经销商|终端|政府|学校|医院|电网|农户|农场|工厂|品牌|车企|主流|知名|大型|多家|多个|一批|部分|其他|其它|自己|自身|对方|双方|彼此|合作|产品|社会|股东|员工|投资者|消费者|用户|供应商|母公司|子公司|集团内部|欧美|欧洲|美国|日本|韩国|德国|东南亚|中东|非洲|印度|俄罗斯|越南|汽车|电子|家电|建筑|医疗|能源|光伏|风电|锂电|船舶|机械|化工|纺织|食品|房企|总包|央企|国企|上市公司|外资企业|高校|科研院所|批发市场|商超|电商平台|超市|餐饮|市场化|消费电子|智能家居|新能源汽车|工业自动化|轨道交通|航空航天|通信|通讯|电力|半导体|当地|本地|周边|同行|社区|景区|酒店|餐馆|热力公司|物业|施工队)(?:[\u4e00-\u9fff]{0,4}(?:企业|公司|厂|厂商|客户|市场|行业|领域|商|单位|机构))?$|^[\d.,%\-~—]+|^[一二两三四五六七八九十\d]+个|^(?:客户|单位|公司|企业|供应商|用户|品牌)[甲乙丙丁戊己A-Z\d一二三四五](?![\u4e00-\u9fff]{2})|^[甲乙丙丁戊己A-Z](?:公司|客户|集团|品牌|单位|方|医院|银行|厂|店|校)|^[\u4e00-\u9fff]?[A-Z]$""", """销售(?:收入|金额)|(?:客户|厂商|厂家|行业|领域|市场|地区|国家|环节|渠道|需求|订单|收入|利润|合同|协议|关系|产品|价格|业务|服务|能力|基地|项目的|机构|园区|专利|产能|占比|车间|毛利率|供应商|同类|工艺|零件|部件|元件|装置|平台(?<!云平台))$|[的了吗呢是我们他它这那哪何很最更已正将被把让请均都其此该各每]|(?:连接器|电池|隔膜|变压器|电机|轴承|家具|服装|面料|芯片|模组|整车|整机|汽车|空调|门窗|油缸|泵|阀门|机床|机器人|电梯|光模块|瓶片|饲料|养殖|织布|经编|印染|轮胎|玻璃|水泥|钢|铝|铜|造纸|印刷|包装)(?:厂|企业|公司|商|厂商|制造商|供应商)$|20\d\d|第[一二三四五六七八九十\d]+(?!附属|医院|人民|师范|中学|中医|机床|重型|汽车|建筑|工程|冶金|军医|妇幼|临床|拖拉机|钢铁)|前[三五十两]""");

    public const int LongestName = 24;

    public static TextSpan Trim(DocumentText document, TextSpan item)
    {
        Match lead = LeadIn.MatchIn(document.Text, item.Start, item.Length);
        int start = item.Start + (lead.Success ? lead.Length : 0);
        Match tail = Tail().MatchIn(document.Text, start, item.End - start);
        int end = tail.Success ? tail.Index : item.End;
        while (end > start && document.Text[end - 1] is ' ' or '”' or '"')
        {
            end--;
        }

        return new TextSpan(start, end);
    }

    public static bool CanBeName(DocumentText document, TextSpan span)
    {
        if (span.Length < 2)
        {
            return false;
        }

        ReadOnlySpan<char> text = document.Cut(span);
        bool latin = char.IsAscii(text[0]);
        return latin
            ? span.Length <= 50 && (char.IsAsciiLetterUpper(text[0]) || char.IsAsciiLetterUpper(text[1])) && !NoLatinName.IsIn(text)
            : span.Length <= LongestName && !document.Has(TermKind.NotName, span) && !IsPlace(document, span) && !NoName.IsIn(text) && !document.Has(TermKind.Anonymous, span);
    }

    private static bool IsPlace(DocumentText document, TextSpan span) =>
        document.First(TermKind.Place, span.Start, span.End) is { } place && place.Start == span.Start && span.Length - place.Length <= 1;

    public static int NameEnd(string text, int start)
    {
        int end = start;
        while (end < text.Length && end - start <= LongestName && (CharacterFolding.IsChinese(text[end]) || char.IsAsciiLetterOrDigit(text[end]) || text[end] is '(' or ')' or '·' or '&'))
        {
            end++;
        }

        Match stop = AfterName().MatchIn(text, start, end - start);
        return stop.Success ? stop.Index : end;
    }

    public static int NameStart(DocumentText document, int end)
    {
        int start = end;
        while (start > 0 && end - start <= LongestName && (CharacterFolding.IsChinese(document.Text[start - 1]) || char.IsAsciiLetterOrDigit(document.Text[start - 1]) || document.Text[start - 1] is '(' or ')'))
        {
            start--;
        }

        int boundary = start;
        foreach (TermHit hit in document.Within(TermKind.Boundary, new TextSpan(start, end)))
        {
            boundary = end - hit.End >= 2 && (hit.Length > 1 || hit.Start == start || "是由向对与给为了的有把在".Contains(document.Text[hit.Start])) ? Math.Max(boundary, hit.End) : boundary;
        }

        Match time = TimeLead().MatchIn(document.Text, boundary, end - boundary);
        return time.Success ? time.Index + time.Length : boundary;
    }

    [GeneratedRegex("""(?:等|都|均|的|是|为(?!华)|也|从|于|在|自|已|把|将|采购|下单|供货|供应|建立|签|两|三家|四家|五家|两家|合计|之间|手里|多年|连续|,|。).*$""", RegexOptions.CultureInvariant)]
    private static partial Regex AfterName();

    [GeneratedRegex("""^.*(?:以来|年初|年底|上半年|下半年|目前|今年|去年|近年|现在|其中|例如|比如|主要|分别|\d{4}年)""", RegexOptions.CultureInvariant)]
    private static partial Regex TimeLead();

    private static readonly Regex LeadIn = LongPattern.Of("""\G(?:[“"'\s]|\d{1,2}[、.\s]|[①-⑳]|\(?[一二三四五\d]\)|·|[Tt]he (?:[A-Z][a-z]+ [a-z]+ (?=[A-Z]))?|[A-Z][a-z]+(?:n|se|sh|ch) [a-z]+ (?=[A-Z])|例如|如|包括|主要(?:是|为)?|分别(?:是|为)?|其中|以及|还有|此外|了|和|与|一是|二是|三是|(?:[A-Za-z]{1,6}[\u4e00-\u9fff]{0,6}|[\u4e00-\u9fff]{1,6})(?:厂商|企业|品牌|客户|龙头|厂|商|车企)(?=[\u4e00-\u9fffA-Z]{2,}))+""");

    [GeneratedRegex("""(?:\([^)]*\)?|（.*|等.*|的.*|[两三四五六七八九\d]+家.*|公司旗下.*|在内.*|，.*|多年.*|"|”|—.*|\.\.\.|……|之间|双方|  .*)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Tail();
}
