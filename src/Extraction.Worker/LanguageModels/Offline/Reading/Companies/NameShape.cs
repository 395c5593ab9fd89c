using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Companies;

/// <summary>Whether a stretch that a frame takes for a firm's name has the shape of one: short, without words of grammar, and no word for firms, goods, people or places in general.</summary>
internal static partial class NameShape
{
    private const int Longest = 14;

    /// <param name="document">The text.</param>
    /// <param name="span">The stretch.</param>
    public static bool Fits(DocumentText document, TextSpan span)
    {
        ReadOnlySpan<char> text = document.Cut(span);
        if (text.Length < 2)
        {
            return false;
        }

        if (document.First(TermKind.Firm, span.Start, span.End) is { } firm && firm.Start == span.Start && span.Length - firm.Length <= 6)
        {
            return !Grammar().IsMatch(text[firm.Length..]);
        }

        if (char.IsAscii(text[0]) && text.IndexOfAnyInRange('\u4e00', '\u9fff') < 0)
        {
            return (char.IsAsciiLetterUpper(text[0]) || char.IsAsciiLetterUpper(text[1])) && text.Length <= 50 && !LatinWord.IsMatch(text);
        }

        if (text[0] is >= 'A' and <= 'Z' && text.Length <= 3 + text.IndexOfAnyInRange('\u4e00', '\u9fff') && text.IndexOfAnyInRange('\u4e00', '\u9fff') == 1)
        {
            return false;
        }

        bool legal = text.EndsWith("公司") && text.Length > 6;
        bool place = document.First(TermKind.Place, span.Start, span.End) is { } hit && hit.Start == span.Start;
        return (legal || text.Length <= Longest) && !Grammar().IsMatch(text) && !Region().IsMatch(text)
            && (legal || ((place && text.Length >= 5) || !General.IsMatch(text)) && !Lead.IsMatch(text));
    }

    [GeneratedRegex("""[的了吗呢是在这那哪谁您们你我他她它也都就还只不没很更最又再但且因所如何每某几些]|[将把向对给从由被让使令]|为主|以及|年|月(?!\w{0,2}(?:集团|科技))|[，。；:、%]|采购|销售|供应|供货|订单|合作|客户|用户|产品|收入|营收|业务|需求|价格|占比|合同|协议|项目|工程|订货|贸易关系|计划|生产线|增长|下降|超过|左右|以上|以下|以外|其中|分别|合计|主要|目前|已经|进入|通过|同时|以来|开始|成为|具有|拥有|包括|我国|国产|进口|出口|品质|质量|服务|研发|开发|设计|制造商|制造业|研制""", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();

    [GeneratedRegex("""^(?:华东|华南|华北|华中|西南|西北|东北|东部|西部|中部|长三角|珠三角|京津冀|大湾区|粤港澳|欧美|欧洲|北美|南美|东南亚|中东|非洲|亚洲|海外|境外|国外|国内|国际|全国|全球|海内外|国内外|一带一路|美国|日本|德国|韩国|英国|法国|意大利|俄罗斯|越南|泰国|印度|巴西|墨西哥|土耳其|台湾|香港|澳门|本省|省内外?|市内|本市|本地|当地|周边|各地|多国|多地)""", RegexOptions.CultureInvariant)]
    private static partial Regex Region();

    private static readonly Regex General = LongPattern.Of("""(?:厂|厂家|厂商|商|户|企业|公司|单位|机构|部门|品牌|市场|行业|领域|渠道|平台|门店|店|工厂|车间|产线|线|工地|货|系统|设备|机组|材料|零件|部件|器件|元件|国家|地区|省份|城市|家庭|消费者|人群|学生|员工|人|者|员|方|们|家|院校|高校|学校|国|省|市|县|区|镇|村|港|口岸|季度|日|元|吨|台|套|件|成|倍|卖场|商超|超市|政府|协会|学会|银行|法院|大学|本报告|后者.?|前者.?|财务费用|原料|贴牌|[料油浆副水粉膜体带剂管丝线纱布纸胶漆液阀轴具灯镜片盒袋瓶桶罐筒盘架柜箱门窗椅床垫砖瓦钉栓螺酸碱盐糖醇酯醚酮苯烯烷酶素菌药针头]|(?<!新|中|建|科)材|(?<!煤)炭|[甲乙丙丁]方|报告|年报|公告|名称|费用|整车|整机|主机|汽车|电子|家电|建筑|医疗|能源|光伏|风电|锂电|船舶|机械|化工|纺织|食品|医药|农业|冶金|矿山|电力|通信|航空|航天|军工|轨道交通|新能源|半导体|服装|家居|家具|包装|印刷|造纸|餐饮|零售|电商|物流|养殖|种植|行情|资金|现金|股权|资产|一线|二线|三线|前列|榜首|首位|用途|场景|方向|环节|产业链|产业|赛道|规模|水平|阶段|状态|名单|目录|方案|模式|能力|优势|专利|证书|资质|荣誉|车型|电池|电机|芯片|模组|车|机|船|飞机|手机|电脑|冰箱|空调|洗衣机)$""");

    private static readonly Regex Lead = LongPattern.Of("""^(?:下游|上游|中游|大型|中型|小型|知名|众多|多家|数家|许多|不少|部分|一批|一些|其余|其他|其它|上述|老|新能源|传统|终端|整车|主机|经销|代理|客户|用户|采购|销售|行业|企业|公司|产品|市场|国有|民营|外资|合资|上市|头部|龙头|主流|高端|低端|中高端|大中型|中小|当年|全年|全部|所有|有关|相关|各大|各类|两家|三家|四家|一家|五家|双方|彼此|对方|自己|自身|自家|股东|员工|投资者|消费者|工业|农业|商业|建筑|汽车|电子|家电|医疗|化工|机械|纺织|能源|光伏|风电|锂电|军工|航天器|轨道交通|军队|部队|政府|社会|学生|农民|居民|患者|用于|应用|适用|实现|完成|达到|保持|提高|增加|减少|降低|提升|优化|加强|推动|带动|促进|支持|第[一二三四五六七八九十\d]|前[一二三四五六七八九十\d]|[一二三四五六七八九十两\d]+(?:个|家|类|种|款|条|成|大))""");

    private static readonly Regex LatinWord = LongPattern.Of("""^(?:Who|What|Where|When|Which|Why|How|If|There|Here|Some|Many|Most|Other|One|And|But|For|From|The|It|We|In|Its|Our|This|That|They|These|Those|A|An|No|Not|Both|All|Each|Every|Customers?|Clients?|Party [A-Z]|Customer [A-Z]|Client [A-Z]|Company [A-Z]|Chinese|Japanese|German|European|American|Korean|Taiwanese|US|EU|UK|Europe|Asia|China|Japan|Germany|Korea|Africa|America|North|South|East|West|Industry|Revenue|Sales|Orders|Invention|Utility|Design|Two|Three|Four|Five|Last|Next|January|February|March|April|May|June|July|August|September|October|November|December|Q[1-4]|H[12]|ISO|CE|FDA|UL|IATF|RMB|USD)(?:\b|$)|[a-z]+ (?:makers?|firms?|customers?|producers?|manufacturers?|distributors?|companies|plants?)$|\b(?:is|are|was|were|has|have|will|would|that|which|who|whose|it|they|per cent|patents?)\b""");
}
