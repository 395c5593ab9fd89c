using System.Text.RegularExpressions;
using Extraction.Contracts;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>
/// Keeps of a business statement what the company does today. Left out are what it denies (不从事…), did once (曾从事…, …已剥离), plans (拟…), what its
/// customers do (向…厂商销售, 为…提供, 用于…), and what it buys is told apart (采购…, 以…为原料). Chinese and English.
/// </summary>
internal static partial class StatementReader
{
    private const string Makers = "(?:生产企业|制造企业|加工企业|生产厂家|生产厂商|生产商|制造商|厂商|厂家|企业|公司|工厂|主机厂|客户|用户|单位|经销商|行业|领域|市场|厂)";

    /// <summary>The clauses that hold, in the order of the text. Whatever the words, it never throws.</summary>
    /// <param name="folded">A statement, folded (<see cref="TermText.Fold"/>).</param>
    public static IReadOnlyList<StatedClause> Read(string folded)
    {
        List<StatedClause> stated = [];
        bool unreal = false;
        foreach (string clause in Clauses().Split(folded).Where(c => c.Length > 0))
        {
            // 轴承业务 , 已于2020年剥离: an ending alone speaks of the clause before.
            if (stated.Count > 0 && EndedBefore().IsMatch(clause))
            {
                stated.RemoveAt(stated.Count - 1);
            }
            else if (!unreal || !Continues().IsMatch(clause))
            {
                unreal = ReadClause(stated, clause);
            }
        }

        return stated;
    }

    /// <summary>Adds what holds of a clause; returns whether it ends in the past or in a plan, which a clause without a verb of its own goes on with.</summary>
    private static bool ReadClause(List<StatedClause> stated, string clause)
    {
        if (SoldNotMade().Match(clause) is { Success: true } traded)
        {
            stated.Add(new StatedClause(traded.Groups["goods"].Value, ChainRole.Sells));
            return false;
        }

        if (Ended().Match(clause) is { Success: true } ended)
        {
            return !Keep(stated, Now().Match(clause, ended.Index + ended.Length), clause);
        }

        Match gone = Denied().Match(clause);
        Match unreal = Unreal().Match(clause);
        Match first = !unreal.Success || (gone.Success && gone.Index < unreal.Index) ? gone : unreal;
        if (first.Success)
        {
            KeepLive(stated, clause[..first.Index]);
            bool turned = Keep(stated, Now().Match(clause, first.Index + first.Length), clause);
            return !turned && first == unreal;
        }

        KeepLive(stated, clause);
        return false;
    }

    /// <summary>Keeps what follows the word that leads back to today; false where there is none.</summary>
    private static bool Keep(List<StatedClause> stated, Match now, string clause)
    {
        if (now.Success)
        {
            KeepLive(stated, clause[(now.Index + now.Length)..]);
        }

        return now.Success;
    }

    private static void KeepLive(List<StatedClause> stated, string text)
    {
        if (Input().Match(text) is { Success: true } input)
        {
            stated.Add(new StatedClause(input.Groups["goods"].Value, ChainRole.Uses));
            KeepLive(stated, text[..input.Index]);
            KeepLive(stated, LeadIn().Replace(text[(input.Index + input.Length)..], string.Empty));
            return;
        }

        if (CustomerList().Match(text) is { Success: true } customers)
        {
            text = text[..customers.Index];
        }

        text = ToWhom().Replace(text, "$1$2$3");
        text = InEnglishToWhom().Replace(text, string.Empty);
        text = ForUseOf().Replace(text, string.Empty);
        if (UsedFor().Match(text) is { Success: true } used)
        {
            text = text[..used.Index];
        }

        if (Subject().Replace(text, string.Empty).Length > 0)
        {
            stated.Add(new StatedClause(text, null));
        }
    }

    [GeneratedRegex(@"[,;。\n!?]|并(?=已|且|计划|拟|不|未)|且(?=已|不|未)|\.(?=\s|$)|(?<=[a-z]) (?:but|and (?=(?:it |now |then )?(?:sells?|makes?|buys?|plans?|manufactures?|produces?|serves?|does|supplies)\b))")]
    private static partial Regex Clauses();

    [GeneratedRegex(@"^(?:本?公司|其|该|我司|我们|企业|集团|目前|现有|此外|另外|同时|并|且|也|还|the company|it|its|we)+\s*")]
    private static partial Regex Subject();

    /// <summary>只销售、不生产…: the goods are traded.</summary>
    [GeneratedRegex(@"(?:销售|经销|代理|贸易|经营|分销)(?:[、,]|而|但|且|并|,)?(?:自身|自己)?(?:不|并不|不自行)(?:从事|参与)?(?:生产|制造|加工)(?<goods>.{2,})")]
    private static partial Regex SoldNotMade();

    [GeneratedRegex(@"(?:不|从未|从不|未|没有|并不|不再|尚未|未曾|并未)(?:对外|自行|直接|自主|实际|再)?(?:从事|生产|制造|外购|采购|购买|涉及|经营|销售|加工|提供|代工|涉足|开展|供应|组装|量产|研发|参与|做|属于|拥有)|没有(?=[^,]{2,20}(?:业务|产能|生产线|资质))|无(?=[^,]{2,14}(?:业务|产能|生产线))|(?:并非|不是)|\b(?:does not|do not|doesn't|did not|never|no longer|neither) ?(?:makes?|produces?|manufactures?|sells?|offers?|trades?|buil[dt]s?|suppl\w+|engages? in|made)?")]
    private static partial Regex Denied();

    /// <summary>What was once, and what is not yet.</summary>
    [GeneratedRegex(@"曾(?:经)?|原(?:主营|从事|生产|来|先|为|系|是|经营)|早期(?=从事|主营|以|主要|生产|经营|为|是)|早年|此前|以前|过去|前身|历史上|起初|最初|(?:19|20)\d\d年(?:以前|之前|前)|(?<![虚模比])拟(?!南|态|人|除)|(?:^|公司|还|并|也|正|均|集团)(?:计划|打算|准备|有意)|规划(?=建设|投资|布局|生产|新增|新建)|筹建|筹划|筹备|将(?=来|要|于|在|投资|建设|新建|布局|进入|开展|从事|生产|拓展|进军|择机)|未来|预计|在建(?!筑|材)|正在(?=筹备|建设|研发|开发|布局|研制)|尚处|处于(?=研发|中试|小试|试制|筹建|规划)|\b(?:formerly|previously|used to|once|in the past|until \d{4}|plans? to|planning|intends? to|aims? to|expects? to|is considering|will (?:make|build|produce|enter|start))\b")]
    private static partial Regex Unreal();

    /// <summary>…业务已剥离, 已退出…</summary>
    [GeneratedRegex(@"(?:业务|产品|产线|资产)?(?:已|已经|均已|现已|被|全部|全面|整体|于[^,]{2,9}?)*(?:剥离(?!液|剂|机|设备|膜|强|型|胶)|停产|停售|关停|淘汰|停止(?:生产|销售|经营|从事)|退出)|(?:已|将|被|均|全部|了)(?:于[^,]{2,9}?)?(?:被|对外|整体|全部)*(?:出售|转让|处置|终止|停止|注销|关闭)|\b(?:was|were|has been|have been) (?:sold|divested|discontinued|closed|spun off|wound down)\b|\b(?:divested|discontinued|exited|sold off)\b")]
    private static partial Regex Ended();

    [GeneratedRegex(@"^(?:该|相关|上述|此项|这一|这部分)?(?:业务|产品|产线|资产)?(?:已|已经|均已|现已|后|后来|并|被|全部|全面|整体|于[^,]{2,9}?|(?:19|20)\d\d年[^,]{0,4}?)*(?:剥离|停产|停售|关停|淘汰|出售|转让|处置|终止|注销|退出)(?:完毕|完成|给[^,]*)?$")]
    private static partial Regex EndedBefore();

    [GeneratedRegex(@"(?:如今|现在|现已|现|目前|今|后)?(?:转为|转而|转型为|转型|改为|转做|转产|专注|主要从事)|如今|现在|现已|现主营|现从事|现(?=主要|为|生产|销售)|目前|(?:而|只|仅)(?=销售|经销|代理|从事)|\bnow\b|\btoday\b|\bcurrently\b")]
    private static partial Regex Now();

    /// <summary>A clause that only goes on: no verb of its own, or what a plan will come to.</summary>
    [GeneratedRegex(@"^(?:达产|投产|建成|届时|预计|年产|项目|总投资|形成)|^(?:以及|及|和|与)")]
    private static partial Regex Continues();

    /// <summary>What is bought: 采购…, 以…为原料, 原材料包括….</summary>
    [GeneratedRegex(@"(?:(?:从|向)[^,]{2,20}?)?(?:外购|采购|购进|购买|购入)(?!(?:和|与|及|、|以及)?(?:销售|批发|服务|管理|平台|供应|代理))(?<goods>[^,]{2,24}?)(?=用于|用以|用来|来(?:生产|制造)|以(?:生产|制造)|后|并|经|,|$)|以(?<goods>[^,]{2,20}?)(?:为|作为|做)(?:主要|核心|基础)?(?:原料|原材料|基材|辅料)|(?:主要)?(?:原料|原材料|上游)(?:主要)?(?:为|是|包括|有)(?<goods>[^,]{2,40})|\b(?:buys?|purchases?|sources|procures?) (?<goods>[^,]{3,40}?)(?= from | to make| to produce| for |,|$)")]
    private static partial Regex Input();

    [GeneratedRegex(@"^(?:用于|用以|用来|来|以)(?=生产|制造|加工|销售)")]
    private static partial Regex LeadIn();

    [GeneratedRegex(@"(?:主要|核心|下游|终端|目标|直接)*(?:客户|用户|服务对象|买方)(?:群体)?(?:主要|均|多)?(?:为|是|包括|涵盖|有|覆盖|来自|集中在).*$|\b(?:customers|clients) (?:are|include)\b.*$")]
    private static partial Regex CustomerList();

    /// <summary>向…厂商销售, 为…提供: who is sold to does not say what is sold. The verb is kept: it tells the role.</summary>
    [GeneratedRegex("(?:(?<![转定横纵万导取双单径轴多流正反面])向|面向)[^,、]{1,30}?" + Makers + "?(销售|供应|提供|供货|出售|配套|批发)|给[^,、]{1,30}?" + Makers + "(销售|供应|提供|供货|出售)|(?<![作成称分主因务品位心入能])为(?!主|核心)[^,]{1,30}?" + Makers + "(生产|制造|加工|定制)|(?<![作成称分主因务品位心入能])为(?!主|核心)[^,]{2,30}?(?:提供|配套|供应|供货|代工|服务(?!器))|(?:供应给|供给|销售给|售予|卖给|供货给|出售给)[^,]{2,30}")]
    private static partial Regex ToWhom();

    [GeneratedRegex(@" (?:to|for) (?:the |local |domestic |leading |many |other )*(?:[a-z-]+ ){0,3}?(?:makers|manufacturers|producers|builders|plants|factories|suppliers|assemblers|users|industry|customers)(?: of [^,]*)?(?=,|$)")]
    private static partial Regex InEnglishToWhom();

    /// <summary>用于…的 before what is made.</summary>
    [GeneratedRegex(@"(?:广泛|主要|专门)?(?:应用于|适用于|服务于|用于|面向)[^,]{1,24}?(?:使用)?的(?=.{2,})")]
    private static partial Regex ForUseOf();

    /// <summary>用于… at the end: what customers do with it.</summary>
    [GeneratedRegex(@"(?:产品)?(?:可|广泛|主要|最终|均|专门|大量)*(?:应用于|应用在|适用于|服务于|用于|用在|配套于|销往|出口至|出口到|供应给)|(?<=.)服务(?=[^,]{2,20}(?:客户|行业|厂商|企业|市场|厂)$)|(?:^|\s)(?:used (?:in|for|by)|for use in|serves|serving|applied in)\b")]
    private static partial Regex UsedFor();
}
