using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Business;

/// <summary>What a company is said to be: 是一家X的经销商, 集研发、生产于一体的X企业, is a maker of. Group: what.</summary>
internal static class BusinessKinds
{
    public static readonly Alternatives Said = new(
        """(?<=公司|企业|我们|实际|本身|，|^)(?:是|系)(?:国内|知名|专业的?|领先的?|区域性?)*(?<what>[^，。；:！？\n]{2,40}?的?(?:专业|综合|授权|一级|独立)?(?:经销商|代理商|贸易商|批发商|分销商|出口商|进口商|制造商|生产商))(?=[，。；\n]|$)""",
        """(?:是|系|为|作为|有)(?:[\u4e00-\u9fff]{0,10}?)(?:一家|一个)(?:专业|专门|主要|长期|以)?(?<what>(?:研究|研发|开发|设计|生产|制造|加工|制作|销售|经营|做|酿造|种植|养殖|提供)[^，。；:！？\n]{2,40}?)的(?:[\u4e00-\u9fff]{0,10}?)(?:企业|公司|厂家|厂商|工厂|厂|供应商|服务商|小厂|大户)(?=[，。；:\n]|$)""",
        """(?:是|系|为|作为)(?:[\u4e00-\u9fff]{0,10}?)(?:一家|一个|专业的?|国内|知名|领先的?)+(?<what>[^，。；:！？\n]{2,40}?(?:经销商|代理商|贸易商|批发商|制造商|生产商|供应商|服务商|运营商|集成商|生产企业|制造企业|加工企业|加工厂|生产厂家|制造厂家|经营企业|贸易公司|贸易企业|合作社|种植基地|养殖企业|工程公司|设计院))""",
        """集[^，。；:！？\n]{2,24}?(?:于|为)一体的(?:现代化|专业化?|综合性?|高新技术)?(?<what>[^，。；:！？\n的]{2,30}?)(?:生产|制造|研发)?(?:企业|公司|厂家|工厂|厂|供应商|制造商|生产商|基地)(?=[，。；:\n]|$)""",
        """以(?<what>[^，。；:！？\n以]{2,30}?)为(?:主要产品|主营业务|主营|主业|主要业务|核心产品|主打)""",
        """以(?<what>[^，。；:！？\n以]{2,30}?)见长""",
        """[Ii]s an? (?:[a-z\-]+ ){0,3}?(?<what>(?:maker|manufacturer|producer|supplier|distributor|trader|provider|developer|processor|wholesaler|reseller|importer|exporter)s? of [^.,;\n]{3,80}?)(?=[.,;\n]|$| located | based | headquartered | in [A-Z]| with | since | that | which )""",
        """(?<![Ww]ho )(?<what>\b(?:designs|develops|manufactures|makes|produces|processes|distributes|imports|trades in|trades)(?:(?:, | and |, and )(?:designs|develops|manufactures|makes|produces|processes|distributes|supplies|sells|installs|services))* [^.;\n]{3,120}?)(?=[.;\n]|$| for | to | used | in [A-Z]| and (?:supplies|sells|ships|exports|has|is|was|it|its|employs|holds|does|will|counts)|, (?:which|whose|and (?:it|its|has|is|was|holds|employs|sells|supplies)|mainly|used|sold))""");
}
