using System.Text.RegularExpressions;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Business;

/// <summary>
/// Reads a business scope (经营范围): each standard item that names a trade is one statement, an old-style list (生产、销售：甲、乙) is one
/// statement and gives its goods; what nearly every scope holds (technical services, import and export, consulting, letting, storage, agency) is left out.
/// </summary>
internal static partial class BusinessScope
{
    private const int LongestItem = 80;

    public static IEnumerable<TextSpan> Find(DocumentText document)
    {
        TextSpan last = new(0, 0);
        foreach (Match match in Label().Matches(document.Text))
        {
            int start = match.Index + match.Length;
            if (start < last.End)
            {
                continue;
            }

            int end = start;
            for (int i = document.LineIndexAt(Math.Max(start - 1, 0)); i < document.Lines.Count; i++)
            {
                TextSpan line = document.Lines[i].Span;
                if (line.Start >= start && EndsScope(document, line, end))
                {
                    break;
                }

                end = Math.Max(end, line.End);
            }

            last = new TextSpan(start, Math.Max(start, end));
            yield return last;
        }
    }

    public static void Read(DocumentText document, TextSpan scope, CompanyDraft company)
    {
        foreach (TextSpan item in ScopePrincipals.Choose(document, [.. Items(document, scope)], company.Name))
        {
            string value = document.Value(item);
            if (!company.MainBusiness.Exists(b => b.Value == value))
            {
                company.MainBusiness.Add(new QuotedValue(value));
                ReadGoods(document, item, company);
            }
        }
    }

    private static IEnumerable<TextSpan> Items(DocumentText document, TextSpan scope)
    {
        foreach (TextSpan part in Parts(document.Text, scope))
        {
            TextSpan item = Trim(document, part);
            if (item.Length is < 2 or > LongestItem * 3)
            {
                continue;
            }

            string folded = document.Text[item.Start..item.End];
            if (General.IsMatch(folded) || Denied().IsMatch(folded) || NotTrade().IsMatch(folded))
            {
                continue;
            }

            yield return item;
        }
    }

    /// <summary>Splits at semicolons and full stops outside brackets, and at commas between parts that each name an activity.</summary>
    private static IEnumerable<TextSpan> Parts(string text, TextSpan scope)
    {
        int start = scope.Start, depth = 0;
        for (int i = scope.Start; i < scope.End; i++)
        {
            if (depth <= 0 && i > start && (text.AsSpan(i).StartsWith("一般项目:") || text.AsSpan(i).StartsWith("许可项目:") || text.AsSpan(i).StartsWith("一般经营项目") || text.AsSpan(i).StartsWith("许可经营项目")))
            {
                yield return new TextSpan(start, i);
                start = i;
            }

            depth += text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            bool stop = depth <= 0 && (text[i] is ';' or '。' or '；' || (text[i] is '，' && Activity().IsMatch(text.AsSpan(start, i - start)) && NextNames(text, i + 1, scope.End)));
            if (stop)
            {
                yield return new TextSpan(start, i);
                start = i + 1;
                depth = 0;
            }
        }

        yield return new TextSpan(start, scope.End);
    }

    private static bool NextNames(string text, int from, int end)
    {
        int to = from;
        while (to < end && text[to] is not ('，' or ';' or '。' or '('))
        {
            to++;
        }

        return Activity().IsMatch(text.AsSpan(from, to - from));
    }

    private static TextSpan Trim(DocumentText document, TextSpan part)
    {
        Match lead = LeadIn.MatchIn(document.Text, part.Start, part.Length);
        int start = part.Start + (lead.Success ? lead.Length : 0);
        while (start < part.End && (char.IsWhiteSpace(document.Text[start]) || document.Text[start] is ')' or ']' or '，' or '、'))
        {
            start++;
        }

        if (start < part.End && document.Text[start] is '(' or '[' && Close(document.Text, start, part.End) is var close and > 0)
        {
            start = close;
        }

        int end = part.End;
        int open = document.Text.IndexOfAny(['(', '['], start, end - start);
        end = open > start ? open : end;
        while (end > start && (char.IsWhiteSpace(document.Text[end - 1]) || document.Text[end - 1] is '，' or '、' or ')' or ']' or '|' or '"'))
        {
            end--;
        }

        return new TextSpan(start, Math.Max(start, end));
    }

    private static int Close(string text, int open, int end)
    {
        int close = text.IndexOfAny([')', ']'], open, end - open);
        return close < 0 ? end : close + 1;
    }

    private static void ReadGoods(DocumentText document, TextSpan item, CompanyDraft company)
    {
        string folded = document.Text[item.Start..item.End];
        Match match = OldStyle.Match(folded);
        if (!match.Success || !folded.Contains('、', StringComparison.Ordinal) && !folded.Contains(':', StringComparison.Ordinal) && Standard().IsMatch(folded))
        {
            return;
        }

        bool makes = !TradeStatement.SellsOnly(match.Groups["verbs"].Value);
        Group goods = match.Groups["goods"];
        foreach (TextSpan good in ItemList.Split(folded, new TextSpan(goods.Index, goods.Index + goods.Length)))
        {
            string value = document.Value(new TextSpan(item.Start + good.Start, item.Start + good.End));
            if (value.Length is >= 2 and <= 20 && !NoGoods().IsMatch(value) && !company.Products.Exists(p => p.Value == value))
            {
                company.Products.Add(new ProductReply(value, makes ? "makes" : "sells"));
            }
        }
    }

    private static bool EndsScope(DocumentText document, TextSpan line, int end)
    {
        ReadOnlySpan<char> text = document.Cut(line).TrimStart("| ");
        return (document.Text[line.Start] == '|' && text.IndexOf('|') is > 0 and < 12) || NextLabel.IsMatch(text) || (document.Cut(end, line.Start - end).Count('\n') > 1 && !ScopePart().IsMatch(text));
    }

    [GeneratedRegex("""(?:经\s*营\s*范\s*围(?!变更|\(含|由|从|中|内|增|减)|(?<!含)业务范围(?!变更)|经营项目|主营范围|OPSCOPE|[Ss]cope|businessScope|[Bb]usiness [Ss]cope)(?:[^\n:，。；]{0,6})?\s*(?:为|是|包括|:|=|\||,| )+|(?:一般经营项目|许可经营项目|一般项目|许可项目)(?:是)?\s*:""", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    private static readonly Regex NextLabel = LongPattern.Of("""^[\(\[]?(?:[一二三四五六七八九十]+、|注[:：]|须知|备注|说明)|^\(注|^(?:登\s*记|成立|注册|法定|统一|企业|公司|名称|住所|类型|营业|核准|股东|认缴|年报|联系|电话|负责|隶属|发照|颁发|国家|复印|本证|复印件|打印|查询|变更|投资|经营期限|经营状态|状态|网址|行业|人员|所属|参保|英文|曾用|登录|二维码|扫描|市场主体)[^。；;]{0,14}(?::|  |\||$)|^[^\s:，。；;]{2,8}:[^;；]{0,30}$|^[^\s，。；;:]{2,8} {2,}|^\d{4} ?年|^—{2,}|^-{2,}|^={2,}""");

    [GeneratedRegex("""^(?:一般|许可)""", RegexOptions.CultureInvariant)]
    private static partial Regex ScopePart();

    private static readonly Regex LeadIn = LongPattern.Of("""\G[\s"“]*(?:[\(\[](?:依法|除依法|除许可|以上|上述|不含|涉及|凭|未经|国家|法律|须经|经营|许可|具体)[^)\]]*[\)\]]\s*)*(?:(?:一般经营项目|许可经营项目|一般项目|许可项目|前置许可经营项目|经营项目)(?:是)?\s*[:，]?|在隶属企业经营范围内从事:?|在(?:总|母)?公司经营范围内从事:?|为(?:本)?(?:总|隶属)公司(?:承接|联系):?|[\(\[]?[一二三四五六七八九十\d]{1,2}[\)\]、.]|组织(?:本社)?成员(?:开展)?|开展|(?:统一)?(?:采购|组织采购)[^，；。]{0,4}供应成员|兼营:|主营:|兼营|\*|·|经营范围[:为]|其他:)*\s*""");

    private static readonly Regex General = LongPattern.Of("""^(?:技术(?:服务|开发|咨询|交流|转让|推广|检测|培训|推广服务|开发服务)|信息(?:技术)?咨询|货物(?:及技术|与技术|和技术|、技术)?(?:的)?进出口|技术进出口|进出口|代理进出口|自营(?:和|及|或)代理|经营(?:本企业|进出口|各类商品|货物)|国内贸易|国内商业|物资供销|日用百货|贸易经纪|销售代理|采购代理|从事(?:各类)?(?:货物|进出口|对外贸易)|(?:经营)?(?:对销|转口)贸易|进料加工|“三来一补”|来料加工|承办中外合资|企业管理|商务(?:信息)?咨询|经济(?:信息|贸易)?咨询|社会经济咨询|财务咨询|市场(?:营销|调查|信息)|企业(?:形象|营销)|品牌管理|会议及展览|承办展览|展览展示|以自有资金|自有资金|实业投资|投资(?:管理|咨询|兴办|实业|与资产)|股权投资|创业投资|对外投资|资产管理|控股公司服务|物业(?:管理|租赁|服务)|(?:自有)?(?:房屋|房产|物业|场地|厂房|设备|机械设备|土地使用权|非居住房地产|住房|仓储设备|办公|汽车|车辆|运输设备|计算机及通讯设备|特种设备|建筑工程机械与设备|房地产|不动产)[^，；]{0,10}(?:租赁|出租)|[^；]{0,12}(?:摊位|柜台)[^；]{0,4}出租|自有房地产|租赁|普通货物?(?:道路)?(?:运输|仓储)|道路货物运输|普通货运|货物运输|国内货物运输代理|国际货物运输代理|装卸搬运|仓储|货物仓储|(?:低温)?仓储|广告|图文设计|办公服务|劳务(?:派遣|服务)|人力资源|企业总部管理|园区管理|供应链管理|互联网(?:销售|信息服务)|食品互联网|第二类增值电信|数据处理|停车场|餐饮(?:服务|管理)|住宿|酒店管理|知识产权服务|科技中介|工程(?:和技术研究)|认证咨询|安全咨询|环保咨询|节能管理|合同能源管理|教育咨询|翻译|专业设计服务|业务培训|国家法律|法律、|依法|除|以上|涉及|凭|上述|其他(?:一般|无需)|创业空间|软件外包|平面设计|打字复印|票务|礼仪|摄影|组织文化|文艺|体育|健康咨询|贸易咨询|国营贸易|边境|海关|报关|报检|担保|融资|保险|典当|代办|生产所需|与经营|相关的?技术|与之相关|相关技术)""");

    [GeneratedRegex("""不得|禁止|不从事|^不|不含|除外|但国家|限定公司|^无$|暂无|同现行|不涉及""", RegexOptions.CultureInvariant)]
    private static partial Regex Denied();

    [GeneratedRegex("""^(?:动|活动|件为准|可开展|营活动|经营活动|为准|自主|相关部门|具体经营).*|(?:咨询服务|咨询|进出口业务|的进出口|租赁服务|仓储服务|代理服务|代理业务)$|可开展经营|批准文件|许可证件|营业执照|^所需的|(?:技术)?培训$|自主(?:开展|经营)|法律法规|国务院|有效期|方可""", RegexOptions.CultureInvariant)]
    private static partial Regex NotTrade();

    [GeneratedRegex("""生产|制造|加工|销售|研发|开发|设计|批发|零售|服务|施工|安装|维修|修理|养殖|种植|经营|贸易|租赁|运输|咨询|检测|冶炼|回收|开采|勘探|购销|进出口|处理|治理|建设|管理|代理|仓储|供应|收购|建造""", RegexOptions.CultureInvariant)]
    private static partial Regex Activity();

    private static readonly Regex OldStyle = LongPattern.Of("""^(?<verbs>(?:研究|研发|开发|设计|生产|制造|加工|销售|经销|批发|零售|经营|购销|收购|制作|安装|维修|代理|、|，|和|及|与|兼|自产|自销)+)\s*:?\s*(?<goods>.{2,})$|^(?<goods>.{2,}?)(?:的)?(?<verbs>(?:研究|研发|开发|设计|生产|制造|加工|销售|经销|批发|零售|购销|收购)(?:(?:、|和|及|与|兼|，)(?:研究|研发|开发|设计|生产|制造|加工|销售|经销|批发|零售|购销|安装|维修|服务))+)$""");

    [GeneratedRegex("""(?:制造|销售|生产|加工|研发|服务|批发|零售|经营)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Standard();

    [GeneratedRegex("""等$|其他|上述|相关|自产|本企业|业务|服务""", RegexOptions.CultureInvariant)]
    private static partial Regex NoGoods();
}
