using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Business;

/// <summary>Tells trade from making in a statement of business.</summary>
internal static partial class TradeStatement
{
    /// <summary>Whether it speaks of selling and of nothing that makes, processes or performs.</summary>
    public static bool SellsOnly(string statement) => Trade().IsMatch(statement) && !Making.IsMatch(statement);

    [GeneratedRegex("""经销|代理|贸易|批发|零售|销售|分销|购销|经营|trader|distribut|trading|wholesal|resell|reselling|imports""", RegexOptions.CultureInvariant)]
    private static partial Regex Trade();

    private static readonly Regex Making = LongPattern.Of("""生产|制造|加工|研发|开发|设计|研制|制备|制作|封装|组装|总装|装配|冶炼|铸造|锻造|养殖|种植|织造|印染|发酵|合成|施工|安装|服务|维修|修理|回收|检测|运营|建造|抄造|配制|选育|扩培|研磨|修磨|精炼|提炼|聚合|改性|织|纺|镀|涂|喷涂|印刷|切割|分切|焊接|冲压|注塑|压铸|模压|贴合|酿|屠宰|分割|腌制|烘焙|灌装|组培|育种|育苗|繁育|制种|代工|出租|租赁|安拆|维保|保养|养护|勘察|测绘|监测|采掘|开采|采选|发电|供热|处置|再生|清洗|maker|manufactur|produc|makes|making|design|develop""");
}
