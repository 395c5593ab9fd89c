using System.Buffers;
using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Parties;

/// <summary>
/// The verb frames in which a firm that the reader does not know is a buyer, or reached through a buyer: the verb and its direction tell both where its
/// name stands and what it is (供给X, 为X配套, X每年向公司采购, 成为X的供应商, 六成收入来自X; counts X among its customers, supplied to X).
/// </summary>
internal static partial class PartyFrames
{
    private const string List = """(?<list>[^，。；;:！？\n()“”]{2,60}?)""";
    private const string Stop = """(?=等|的|[两三四五六七八九]家|[，。；;:！？\n(”]|其他|在内|之后|后|以后|$)""";
    private const string Ranked = """(?<list>[^。；;！？\n“”]{2,140}?)(?=等[，。；一二三四五六七八九两\d家企公客]|，(?:合计|其中|另|均|都|占|第|其余|还有|以上|前|共|贡献)|[。；;！？\n]|$)""";
    private const string Us = """(?:公司|我们|我司|我厂|本厂|本公司|其|它|发行人|该公司|该厂|厂里|该企业|这家公司|这家企业|这家厂)""";
    private const string Time = """(?:(?:去年|今年|目前|眼下|现在|如今|其中|近年来|多年来|其后为|其后是|其次是?|再往后是?|第一是|最早的是|例如|比如|下游的?|\d{4}年(?:\d+月)?(?:以来|起)?|(?:今年|去年)?\d+月(?:以来|起)?)，?)""";
    private const string Adverb = """(?:等|两家|三家|四家|几家|数家|也|都|均|已|则|就|仍|还|每年|常年|连续[一二三四五六七八九十\d]+年|长期|一直|去年|今年|前年|眼下|目前|现在|如今|(?:19|20)\d\d年|自(?:19|20)\d\d年(?:起|以来)?|年初|上半年|下半年|陆续|先后|合计|分别|各|共|通过(?:年度框架|框架协议|招标)|在内|多年|已经|开始|全年|每月|每季度?|按季|按月|又|再次|大约|约)""";

    private const int ShortestName = 2;
    private const int LongestNames = 40;

    private static readonly SearchValues<char> Marks = SearchValues.Create("，。；;:！？\n“、");
    private static readonly SearchValues<char> NoName = SearchValues.Create("，。；;:！？\n()“”的是为将把向");

    private static readonly SearchValues<string> Words = SearchValues.Create(
        ["供给", "供应", "供到", "供往", "供货", "卖", "售", "销", "交付", "交给", "交到", "发给", "发往", "送往", "送到", "送进", "运往", "直供", "专供", "做给", "给了", "租给", "导入", "打入", "进入", "切入", "走进", "拿下", "中标", "来自", "订单", "大单", "合同", "定点", "配套", "代工", "贴牌", "加工", "做", "定制", "服务",
            "签", "达成", "建立", "供应商", "供方", "供货商", "配套商", "认证", "验厂", "审核", "供", "提走", "采购", "购买", "买", "抬头", "医院", "料号", "名额", "要货", "补货", "叫货", "挂着", "装着", "业主", "上述", "这些", "前", "对手方", "相对方", "单位", "付款", "整车", "终端", "后者", "渠道", "拿走", "拉走", "用掉", "包下", "下单", "订购", "订货", "提货", "贡献", "占", "在用", "用的", "用得", "选用", "列为", "认可", "客户", "买家", "主顾", "采购方", "委托", "最终", "最后", "末了", "随后", "再", "被", "经", "获", "最多", "其次", "—", "进的是", "装上", "装在", "排在",
            "出自", "贴", "搭载", "流向", "出现在", "使用", "选用", " sells ", "hips ", "hipped", "eliver", "erves", "xported", "eased", " on to ", " run by", "ustomer", "lient", "uppl", "old to", "ought by", "urchased by", "rder", "ontract", "ualified", "pproved", "ertified", "ccount", " took ", " buy", "urchase", " use", "nd up", "nstalled", "perated"], StringComparison.Ordinal);

    private const string Names = """(?<list>[A-Z][^.;:\n()]{1,80}?)""";
    private const string EnglishStop = """(?=[.;,\n(]| (?:under|in|on|since|for|as|with|at|by|last|this|each|every|through|during|from|to|which|who|whose|uses?|used|buys?|bought|took|take|and (?:its|has|is|was|the|it|they|in|a|holds?|owns?)|between them|both|together)\b|$)""";

    /// <summary>The buyer is the object.</summary>
    private static readonly Alternatives SoldTo = new(
        """(?:(?<!应收[^。；\n]{0,16}|供应商[^。；\n]{0,16}|欠[^。；\n]{0,16})(?:采购|购买|买|拿货|提货|回款|收入|用量|出货|销量|销售|发货|订货|消费))(?![^。；;:\n]{0,30}(?:供应商|供方|债务|欠|应收|股东|产品|品种|地区|城市|国家))[^。；;:\n]{0,24}?(?:前[一二三四五六十两\d]+(?:名|大|家|位)?|[两三四五六七八九]家|前列|靠前|居前|最多|最大|头[两三]家)[^。；;:\n]{0,14}?(?:依次|分别)?(?:是|为|有|系)(?:依次|分别)?:?""" + Ranked,
        """(?<!应收[^。；\n]{0,12}|欠[^。；\n]{0,12}|债务[^。；\n]{0,12}|供应商[^。；\n]{0,6}|股东[^。；\n]{0,6})前[一二三四五六十两\d]+(?:名|大|家|位)(?![^。；;:\n]{0,16}(?:供应商|供方|债务|欠|应收|股东|同行|竞争|发明|专利|产品|品种|省|市场|城市|国家))[^。；;:\n]{0,16}?(?:依次|分别)?(?:是|为|系)(?:依次|分别)?:?""" + Ranked,
        """(?:抬头|收货人|收货方|买方|买受人|对手方|相对方|签约方|付款方|付款人|往来单位|采购单位|使用单位|应用单位|签约单位|委托单位|合作医院|医院端|用户单位)(?:依次|分别|主要)?(?:是|为|有|包括|系|:)+:?""" + Ranked,
        """(?:直销|直供|覆盖|合作|供货|进院|装机|铺货)的?(?:医院|电厂|矿山|煤矿|水厂|油田|学校|单位|工厂|客户|企业|门店|商超)(?:有|是|为|包括)""" + List + Stop,
        """(?:送去|卖给|供给|销往|交给|送往|发往)[^。；\n，]{2,20}，其[一二三](?:为|是)""" + List + Stop,
        """(?:供货给|交予|交付予|供给|供应给|供到|供往|卖给|卖到|卖进|卖去|售给|售予|售与|销往|销给|销售给|销售至|交付给|交付至|交给|交到|发给|发往|送往|送到|送进|运往|出货给|配套给|直供|专供|做给|(?<![发送付交供卖售销借赠转颁授罚])给了|租给|出租给|开给了?)(?:了)?""" + List + Stop,
        """(?:打入|打进|进入|切入|走进|跻身|纳入|列入|导入|进到|融入|闯进)(?:了)?""" + List + """(?=等?(?:[一二三四五六七八九两\d]*家?)?(?:企业|公司|客户|厂商)?的?(?:合格|全球|核心|一级|二级)?(?:供应链|供应商|供应体系|供方|采购体系|采购名录|采购目录|短名单|供货体系|配套体系|生产线|产线|量产))""",
        """(?:拿下|获得|接到|赢得|取得|斩获|中标|收到|承接|手握|拿到|签下|拿着)(?:了)?""" + List + """(?=等?(?:[一二三四五六七八九两\d]*家)?(?:企业|公司|客户)?(?:的[^，。；]{0,12}?|\d{4}年[^，。；]{0,12}?|年度)?(?:订单|大单|长单|定点|集采|集中采购|采购项目|采购合同|供货合同|标段|标包|定单|合同|供货资格))""",
        """(?:收入|营收|订单|销售额|销量|出货|回款|发票)[^，。；\n]{0,6}?(?:来自于?|源自|开给了?)""" + List + Stop,
        """(?<!收入|分别)来自""" + List + """(?=等?(?:[一二三四五六七八九两\d]*家)?(?:企业|公司|客户|厂商)?的?(?:新|长期|稳定|大额|批量)?(?:订单|采购|收入|大单))""",
        """[为给替](?!公司|其|我|本|自|了|主|一|国|客户|它|该)""" + List + """(?=等?(?:[一二三四五六七八九两\d]*家)?(?:企业|公司|客户|厂商|品牌|整机厂|主机厂)?(?:长期|批量|独家|稳定|直接|提供)?(?:配套|代工|供货|供应(?!商的|[，。；]|$)|贴牌|代加工|定制|做配套|做了[一二三四五六七八九十\d]|生产(?![，。；]|$)|加工(?![，。；]|$)|赶制|做代工|供件|供料|代繁|代工生产|服务了?[一二三四五六七八九十\d]))""",
        """[与和跟同](?!公司|其|我|本)""" + List + """(?=等?(?:[一二三四五六七八九两\d]*家)?(?:企业|公司|客户|厂商)?(?:正式|重新|再次|去年|今年|自\d{4}年[^，。；]{0,4}?|于?\d{4}年[^，。；]{0,4}?|已|均|都|先后|连续[一二三四五六七八九十\d]+年|长期)*(?:续签|签订|签署|签下|签了|签有|签|达成|建立|保持|形成|订立)(?:了)?[^，。；]{0,12}?(?:供货|供应|销售|采购|购销|框架|年度|长协|长单|订单|买卖|配套|合作关系|合同|客户关系|长期合作|稳定合作|稳定的合作|定点))""",
        """(?:成为|成了|是|系|为|列入|入选|获评|当选|被评为|担任)(?:了)?(?!公司|其|我|本|国内|国家|全球|行业|省|市|区域|多家|一家|全国)""" + List + """的?(?:合格|核心|一级|二级|主力|战略|优秀|独家|主要|稳定|长期|指定|[A-Z]类|最大|第一大|供货|直接|重要)+(?:供应商|供货商|配套商|供方|配套企业|代工厂|供应企业)""",
        """(?:成为|成了|进入)""" + List + """的(?:供应商|供货商|配套商|供方|配套企业|代工厂)""",
        """通过(?:了)?""" + List + """(?=等?(?:[一二三四五六七八九两\d]*家)?(?:企业|公司|客户|厂商)?的?(?:验厂|审厂|供应商(?:审核|认证|准入|资格)|认证并|认证，?(?:并|开始|现已|已)|现场审核|准入))""",
        """(?:采购|购买|使用|选用|常用|订购|买|用)(?:其|公司|我们|它|本厂|该公司)(?:的)?[^，。；\n]{0,8}?的(?:主要|企业|客户|厂家|大户|下家|都|就)*(?:有|是|为|包括)""" + List + Stop,
        """(?:委托方|委托人|发包方|下单的|掏钱的|付钱的|下家|买主|大买家|买方|直接用户|采购商|购货方|拿货的|订货的)(?:主要|里|中|依次|分别|现|目前|就)*(?:有|是|为|包括|:|如)+""" + List + Stop,
        """(?:客户|用户|买家|下游|伙伴|主顾|甲方|下家|买方|委托方|往来鞋厂|电堆厂|砖厂|整机厂|主机厂|品牌商?)[^，。；:\n]{0,12}(?:，(?:如|例如|比如|譬如|包括|像)|:(?:如|例如|比如|包括|有)?)(?<list>[^，。；;:！？\n()“”]{2,60}?)(?=等[，。；一二三四五六七八九两\d家企公客]|[（(]占|合计占|均为|都是|排在|位列|名列|排名|[。\n])""",
        """(?:卖给|供给|供应给?|发往|销往|交付给?|送往|配套|供货给?)[^，。；:\n]{0,10}(?:厂|企业|公司|客户|品牌|厂商|车企)[:，](?:如|例如|分别是|包括|有)?""" + List + Stop,
        """供(?!应|货|给|电|热|水|暖|求|销|需|方|气|养|职|图)""" + List + """(?=等?(?:[两三四五六七八九]家)?(?:企业|公司|客户|厂商)?(?:使用|选用|采用|装机|配套))""",
        """被(?!评|认|列|授|誉|称)""" + List + """(?=拉走|买走|拿走|包下|采购|买下|吃下|消化|订走|包圆|买断|选用|指定为)""",
        """(?:获|获得|得到|受到|赢得|深受)(?:了)?""" + List + """(?=等?(?:[一二三四五六七八九两\d]*家)?(?:客户|企业|厂商|用户|公司|品牌)*的?(?:认可|好评|信赖|青睐|肯定|信任))""",
        """经由?(?!营|济|销|过|常|年|理|验|历|核)""" + List + """(?=配套|组装|装配|加工|集成|制成|间接|转手|做成|压制|注塑|封装|分切|的[^，。；]{1,8}(?:进入|装|卖))""",
        """(?:最多|最大|最早|第一)的(?:买家|客户|企业|买主|用户)?(?:依次)?(?:是|为)""" + List + """(?=，(?:其次|再|还)|、|，第二)""",
        """，(?:其次|再次|其后|第二|第三)(?:是|为)?""" + List + """(?=，(?:再往后|再次|第三|其后)|[。；])""",
        """” ?—+ ?(?<list>[\u4e00-\u9fff()]{4,30}?(?:公司|厂|合作社|集团|医院|大学|酒店))(?= |，|$|\n)""");

    /// <summary>Goods reach the firm through a buyer.</summary>
    private static readonly Alternatives Reached = new(
        """(?:上述|这些|该等|前述|这类)[\u4e00-\u9fff]{2,10}经由?""" + List + """(?=等|装|集成|组装|总装|，|。)""",
        """(?:业主|终端用户|最终用户|最终客户|终端客户|最终使用单位|最终使用方|实际用户|最终业主|终端品牌|车主|电站业主)(?:方)?(?:现?有|主要)?(?:包括|为|是|系|有)""" + List + Stop,
        """(?:客户|甲方|买方|买家|集成商|整机厂|整车厂|模组厂|设备商|后者|前者|二者|渠道商?|经销商|代理商)(?:们)?(?:再|又|则)?(?:把|将)[^，。；\n]{0,12}?(?:铺|卖|送|供|交|装|用|发)(?:到|进|给|往|在|予)(?:了)?""" + List + """(?=等|的|[两三四五六]|急诊|[，。；;\n(]|$)""",
        """(?:整车|车上|终端|成品|货架|路上|门店里)[^，。；\n]{0,10}?(?:看得见|见得到|见到|看到|露面|挂|出现|跑着)的?(?:的是|的有|是|有)""" + List + Stop,
        """(?:最终|最后|末了|随后|再(?!次|生|造|加)|然后|进而|继而|辗转|终端|成品)(?:[^，。；\n]{0,14}?)(?:[\u4e00-\u9fff](?:在|进|入|到|上|给|往|于|向)|供应|供给|交付|配套|搭载|进的是|出现在|流向)(?:了)?(?!入|到|给|于|往|进|公司|其|我|本|这|那)""" + List + """(?=等|的|[，。；;\n(]|手[里中]|$)""",
        """(?:成品|组好的|装好的|整机|整车)[^，。；\n]{0,10}?贴""" + List + """(?=等|的)""",
        """(?:以|用|装有|搭载)(?:本公司|公司|其|我们|该公司)[^，。；\n]{1,16}，?(?:现?已)?(?:配套|用于|供应|交付|进入)(?:给|了)?""" + List + """(?=等|的|[，。；;\n]|$)""",
        """(?:进的是|交到)""" + List + """(?=等|的|以后|之后|后，)""");

    private static readonly Alternatives EnglishBuyer = new(
        """(?:count|number|list|include|rank|name)s? """ + Names + """ (?:among|as) (?:its|our|the company's|the firm's|their|the) [\w \-]{0,24}(?:customers?|clients?|buyers?|users)""",
        """(?:sold|supplied|shipped|delivered|delivers|ships|sells|leased|exported) (?:directly |mainly |mostly |exclusively |on )*to (?:the |customers such as |customers including |clients such as )*""" + Names + EnglishStop,
        """(?:bought|purchased|ordered|used|taken|specified) (?:directly |mainly |in volume |today )*by (?:the |customers such as |customers including )*""" + Names + EnglishStop,
        """(?:supply|supplies|supplying|serves|serving|supplied) (?:the |customers such as |clients such as |customers including |mainly |directly )*(?:[a-z\-]+(?: [a-z\-]+){0,3} (?:to|for) )?""" + Names + EnglishStop,
        """(?:supply|purchase|framework|volume|offtake|off-take|sales|long-term) (?:agreements?|contracts?|deals?) (?:signed )?with """ + Names + EnglishStop,
        """(?:orders?|contracts?|purchase orders?) (?:worth [^.;,\n]{2,24} )?(?:from|by) """ + Names + EnglishStop,
        """(?:qualified|approved|certified|accepted|audited and approved) (?:as a [\w\- ]{0,20}supplier )?(?:by|at) """ + Names + EnglishStop,
        """(?:qualified|approved|preferred|sole|tier-one|tier-1|long-standing) (?:supplier|vendor)s? (?:to|of|for|at) """ + Names + EnglishStop,
        """(?:^|(?<=[.;:\n] ?|, ))""" + Names + """(?:,)? (?:between them |together |both |alone |each |jointly |now |already |currently |also |have |has )*(?:accounts? for|accounted for|took|takes?|buys?|bought|purchased?s?|orders?|ordered|places?|placed|sources?|uses?|contributed|represents?|represented|made up|makes up|generated|re-?sells?) (?:[^.;\n]{0,40}?(?:orders|revenue|sales|turnover|shipments|output|volume|our |its |from it|from us|from the company|per cent|%|half|a third))""",
        """(?:largest|biggest|main|principal|key|direct|leading|first|only|anchor|other|long-standing|named|top|major) (?:\w+ )?(?:customers?|clients?|buyers?|accounts?)(?: in [\w ]{2,20})? (?:is|are|was|were|include|includes|being|remains?)(?: the)? """ + Names + EnglishStop);

    private static readonly Alternatives EnglishReached = new(
        """(?:supplies|supplied|sells|sold|ships|passes|passed) (?:the |its |our |these )?(?:[a-z]+ ){0,3}on to """ + Names + EnglishStop,
        """(?:ends? up|installed|fitted|deployed|built|run|operated|owned|sold on|re-?sold|used|goes|go|going)(?: up)? (?:in|at|by|into|to|on|with)(?: the)?(?: [a-z][\w\-]*){0,4}? (?:of |at |by |for |run by |operated by |owned by )?""" + Names + EnglishStop);

    /// <summary>The lists of names with what a frame says of them.</summary>
    public static IEnumerable<(TextSpan List, Relation Relation)> Find(DocumentText document)
    {
        foreach (TextSpan sentence in document.SentencesWith(Words))
        {
            bool latin = document.Cut(sentence).IndexOfAnyInRange('\u4e00', '\u9fff') < 0;
            if (latin)
            {
                foreach ((TextSpan, Relation) found in In(document, sentence, EnglishReached, Relation.EndCustomer).Concat(In(document, sentence, EnglishBuyer, Relation.Customer)))
                {
                    yield return found;
                }

                continue;
            }

            foreach ((TextSpan, Relation) found in In(document, sentence, Reached, Relation.EndCustomer)
                .Concat(In(document, sentence, SoldTo, Relation.Customer))
                .Concat(Buyers(document, sentence)))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<(TextSpan, Relation)> In(DocumentText document, TextSpan sentence, Alternatives patterns, Relation relation)
    {
        foreach (Found found in patterns.In(document, sentence))
        {
            if (found["list"] is { } list)
            {
                yield return (list, relation);
            }
        }
    }

    /// <summary>
    /// The buyer is the subject: what stands between the head of a clause and the first verb of buying. Verbs are looked for once a sentence, and not
    /// again from every head.
    /// </summary>
    private static IEnumerable<(TextSpan, Relation)> Buyers(DocumentText document, TextSpan sentence)
    {
        Match verb = Verb(document, sentence.Start, sentence.End);
        for (int head = sentence.Start; head < sentence.End && verb.Success; head = NextHead(document.Text, head, sentence.End))
        {
            Match lead = Lead().MatchIn(document.Text, head, sentence.End - head);
            int start = head + lead.Length;
            int from = start + ShortestName;
            if (!lead.Success || from >= sentence.End)
            {
                continue;
            }

            if (verb.Index < from)
            {
                verb = Verb(document, from, sentence.End);
                if (!verb.Success)
                {
                    yield break;
                }
            }

            TextSpan list = new(start, verb.Index);
            if (list.Length <= LongestNames && document.Cut(list).IndexOfAny(NoName) < 0)
            {
                yield return (list, Relation.Customer);
                head = verb.Index + verb.Length - 1;
            }
        }
    }

    /// <summary>The first verb of buying.</summary>
    private static Match Verb(DocumentText document, int start, int end)
    {
        Match buys = Buys().MatchIn(document.Text, start, end - start);
        Match gives = Gives().MatchIn(document.Text, start, end - start);
        return gives.Success && (!buys.Success || gives.Index < buys.Index) ? gives : buys;
    }

    /// <summary>Behind the next mark.</summary>
    private static int NextHead(string text, int from, int end)
    {
        int mark = text.AsSpan(from, end - from).IndexOfAny(Marks);
        return mark < 0 ? end : from + mark + 1;
    }

    /// <summary>Words of time at the head of a clause, before a word that can be a name.</summary>
    [GeneratedRegex(
        """\G""" + Time + """*(?!公司|其|我|它|本|该|这|那|他|由|在|从|对|向|以|按|为|不|未|将|把|被|若|如|因|但|而|且|则|也|都|均|经|据|至|截至|据悉)""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    /// <summary>What a buyer does, with the adverbs before it.</summary>
    [GeneratedRegex(
        Adverb + """*(?:"""
        + """向""" + Us + """(?:采购|下单|订货|购买|提货|要货|订购|追加|下达|拿货|进货|批量采购|下了)"""
        + """|(?:采购|购买|购入|订购|选购|包销|消化|买下|买走|买去|拿走|拉走|用掉|包下|吃下|吃掉)(?:了)?(?:其|公司|我们|它|该公司|本厂|[^，。；\n]{0,6}?(?:多半|大半|一半|[一二三四五六七八九两]成))"""
        + """|(?:拿货|要货|买得|用得|吃货|订得|采购|下单)最(?:多|勤|大|早)|(?:每[月周季年旬]|按[月周季旬]|滚动)[^，。；\n]{0,4}(?:下计划|拉货|提货|要货|订货|补货|发货|叫货)|给(?:了|过|出)[^，。；\n]{0,8}(?:料号|名额|份额|定点|首单|订单|长单|框架)|放开[^，。；\n]{0,6}(?:名额|份额)"""
        + """|(?:都|均|也|全)?在[^，。；\n]{0,8}?(?:用|挂|装|跑|使用|架)(?:着|上|了)""" + Us + """(?:家)?的"""
        + """|的[^，。；\n]{1,10}?(?:也|都|有|一部分|全|多|大多|大半|半数)*(?:出自|来自)""" + Us + """(?:手|这里|之手|家)"""
        + """|(?:[两三四五六]家)?(?:合计)?(?:贡献|撑起|吃掉|吃下|占了?)(?:过半|一半|大半|近半|半数|六成|七成|八成)(?:以上|左右|多)?(?:的)?(?:营收|收入|销售|销量|产能|出货|业务|订单)"""
        + """|从""" + Us + """(?:这里|这儿|手里|手中|处)?(?:采购|购买|进货|拿货|订货|买|提走|拿走|拉走|提货|订走)"""
        + """)""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Buys();

    /// <summary>The other half: a pattern of both would be too large to be optimised.</summary>
    [GeneratedRegex(
        Adverb + """*(?:"""
        + """用的[^，。；\n]{1,10}?(?:都|就|全|均|多)?(?:出自|来自|是)(?:这里|它|公司|我们|其|该厂|本厂)"""
        + """|(?:通过|按|以)[^，。；\n]{2,10}(?:买|采购)[^，。；\n]{1,10}(?=[，。；]|$)"""
        + """|(?:把|将)[^，。；\n]{0,20}?(?:订单|单子|业务|份额|生产|加工|代工)[^，。；\n]{0,6}?(?:交给|给|交由|放在|转给)(?:了)?"""
        + """|(?:把|将)""" + Us + """(?:列为|列入|纳入|写进|评为|定为)[^，。；\n]{0,10}?(?:供应商|供方|供货)"""
        + """|(?:等)?(?:[一二三四五六七八九两\d]+家)?(?:企业|公司|厂商)?(?:同时)?(?:是|为|系|属于|作为|成为)(?:了)?""" + Us + """?(?:的)?(?:[前两第]?[一二三四五六七八九十两]?大|主要|最大|核心|长期|稳定|重要|直接|老|铁杆|固定|头号|首要|大|优质|多年的|忠实)*(?:客户|买家|主顾|采购方|金主|回头客|大户|买方|用户)(?!的)"""
        + """|(?:合计|分别|各|单独|一家|独家)*(?:占(?:去|据|用|到)?|贡献)(?:了)?(?:公司|其|全年|当年|总|主营|我们|营业|约|近|超|去年|年度|(?:20)\d\d年)*(?:的)?(?:收入|营收|销售|销量|出货|订单|产能|业务|份额|收入的|营收的)[^，。；\n]{0,6}?(?:\d|[一二三四五六七八九两]成|半)"""
        + """|(?:合计|分别|各|单独|一家|独家)*(?:占(?:去|据|用|到)?|贡献)(?:了)?(?:公司|其|全年|当年|我们)*(?:的)?(?:约|近|超过?|大约)*(?:\d[\d.]*%|[一二三四五六七八九两]成|半数|一半)(?:以上|左右|多)?(?:的)?(?:产能|收入|营收|销售|订单|出货|业务|销量)"""
        + """|(?:两家|二者|三家)?(?:合计)?占(?:了)?(?:\d{4}年|去年)?(?:营收|收入|销售|总销售|出货)"""
        + """|的[^，。；\n]{1,12}?(?:用的|装的|使用的|选的|采用的)(?:就|都|正|全)?是""" + Us + """|(?:都|均|也|已经?|全部)?(?:在用|用上了?|用着)""" + Us + """?"""
        + """|(?:连续[一二三四五六七八九十\d]+年)?(?:排|居|列)第?[一二三]|(?:在|给)[^，。；\n]{0,10}(?:下单|供着|供货)|(?:买去|拿去|拉去|买回去)[^，。；\n]{1,8}|把我们写进|全(?:部)?切过来|切了?过来"""
        + """|用得最(?:早|多|久)|(?:一直|始终|长期)?排在?(?:在)?(?:最前|第一|前列|首位|榜首)|下(?:的)?(?:单|订单)|按季下计划|按月下计划"""
        + """|(?:等)?(?:企业|公司|厂商|客户)?(?:对|给予)[^，。；\n]{0,6}?(?:认可|好评))""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Gives();
}
