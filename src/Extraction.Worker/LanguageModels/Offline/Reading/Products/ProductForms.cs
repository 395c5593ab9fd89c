using System.Buffers;
using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Products;

/// <summary>
/// Forms in which goods are told without the word 产品: shares of the income one after the other (A占六成，B占三成，其余为C), counted lists (对外卖两样：A和B),
/// what lies on the shelf or leaves the plant, tables of models with a state.
/// </summary>
internal static partial class ProductForms
{
    private const int MostRows = 30;

    private static readonly SearchValues<string> ShareWords = SearchValues.Create(["占", "成", "%", "亿元", "万元"], StringComparison.Ordinal);

    private static readonly SearchValues<string> CountWords = SearchValues.Create(
        ["卖", "做", "产", "供", "摆", "出", "推", "造", "货", "服务", "靠", "有", "种", "样", "类", "看家", "拳头", "收入", "营收", "得", "主打", "交货", "下线", "lines", "families", "ategories", "anges", "roducts", "odels", "akes", "atalog"], StringComparison.Ordinal);

    private static readonly Alternatives Counted = new(
        """(?:对外|能|可|只|就|主要|目前|现在|眼下|一共|总共|常年|如今)*(?:拿出来)?(?:卖|做|产|供|供货|推|造|出货|生产|销售|供应|制造)(?:的)?(?:货|东西|产品|商品)?(?:就|只|共|有|是|为|分)*(?:[两二三四五六]|\d)(?:样|种|类|款|大类|个品类|个系列|条线|项|种东西|样东西|类产品|类货|类东西|款产品)(?:产品|货)?[:：，](?<list>[^。；;：:！？\n]{3,80}?)(?=，(?:前者|后者|下游|其中|用于|分别|主要|合计|各|都|均)|[。；;！？\n]|$)""",
        """(?:拿出来卖的货|对外卖的|货架上摆的?|能卖的|在售的|外销的|出货的|交货的|下线的|卖的货|看家货|看家产品|拳头货|主打货|当家货|主打的|出厂的|主推的|卖的主要)(?:目前|现在|主要|都|就)?(?:有|是|为|包括|:)+(?<list>[^。；;：:！？\n]{2,80}?)(?=(?:等|这)?(?:[二三四五六七八两\d]+)?(?:样|种|类|款|大类)|，(?:其中|都|均|用|前者)|[。；;！？\n]|$)""",
        """(?:服务|业务|产品|货|品种|品类|品项|东西)(?:分|分为|分成|共有|有|含|涵盖|囊括|包括)(?<list>[^。；;：:！？，\n]{3,80}?)(?:等)?(?:[二三四五六七八两]|\d)(?:项|种|类|大类|个品类|款|样|块|大块|条线)""",
        """(?<=^|[，。；;：:])(?<list>[^。；;：:！？，\n的]{2,60}?)(?:等)?(?:[二三四五六七八两]|\d)(?:大)?(?:样|类|种|款|类产品|种产品|款产品|个品种|个品类)(?:都|均|全|是自产|是自家|为自产|由自家)""",
        """(?<=^|[，。；;：:“])(?<list>[^。；;：:！？，\n的]{2,60}?)(?:是|为)(?:其|公司|它|厂里|这里|我们)?(?:[^，。；\n]{0,8})(?:出货量|销量|收入|产量|卖得|走量|用量|贡献)(?:最|较)(?:大|多|高|好|快)的""",
        """(?<=^|[，。；;：:])(?<list>[^。；;：:！？，\n的是为]{2,40}?)(?:是|为)(?:其|公司|它|厂里|我们)?(?:的)?(?:看家货|看家产品|看家的|拳头产品|当家货|招牌|主打|主力产品|当家品种|两大主力|三大主力|主营产品|主要产品)""",
        """(?:我们|公司|本厂|厂里|自家|它|其|他们)(?:生产|制造|做|造)?的(?<list>(?!产品|货|东西|客户)[^。；;：:，！？\n的]{2,40}?)(?:供给|供应给?|卖给|销往|交付|配套|装在|用在|用到|用于|卖到|出口|发往|送到|被|打进|进了|上了)""",
        """(?<=^|[，。；;：:])(?<list>[^。；;：:！？，\n的是为]{2,40}?)(?:合计)?(?:撑起|贡献|带来|占去|占据|构成)(?:了)?[^，。；\n]{0,8}(?:收入|营收|销量|出货|产能|销售)""",
        """(?<=^|[，。；;：:])(?<list>[^。；;：:！？，\n的是为]{2,40}?)(?:卖得|走得|销得|出得)(?:最|更|比较)(?:多|好|快|俏)""",
        """(?:出炉|卖得动|卖得好|走得动|拿得出手|跑量|走量|出窑|产出|发货|下线|挂牌销售|上架)的(?:主要|就|都|货)*(?:是|有)(?<list>[^。；;：:！？\n]{2,60}?)(?=(?:[二三四五六七八两\d]+)?(?:样|种|类|款)|[，。；;！？\n]|$)""",
        """(?:服务|业务|维修|检测)(?:项目|内容|品类|清单)(?:主要)?(?:有|为|是|包括|涵盖|含|:)+(?<list>[^。；;：:！？\n]{3,100}?)(?=等|，(?:其中|均|都|并)|[。；;！？\n]|$)""",
        """(?:lines|families|categories|ranges|products|models|items)[^.:;\n]{0,60}: (?<list>[^.;\n]{4,140}?)(?=[.;\n]|$)""");

    /// <summary>Lists of goods, each to be split into its items.</summary>
    public static IEnumerable<TextSpan> Find(DocumentText document)
    {
        foreach (TextSpan sentence in document.SentencesWith(ShareWords))
        {
            Match[] shares = [.. Share().In(document.Text, sentence)];
            if (shares.Length >= 2 && ShareTalk().IsMatch(document.Cut(sentence)) && !NoShares().IsMatch(document.Cut(new TextSpan(sentence.Start, shares[^1].Index + shares[^1].Length))))
            {
                foreach (Match share in shares)
                {
                    yield return Span(share.Groups["name"]);
                }

                Match rest = Rest().MatchIn(document.Text, shares[^1].Index + shares[^1].Length, sentence.End - shares[^1].Index - shares[^1].Length);
                if (rest.Success)
                {
                    yield return Span(rest.Groups["name"]);
                }
            }
        }

        foreach (Found found in Counted.Find(document, CountWords))
        {
            if (found["list"] is { } list)
            {
                yield return list;
            }
        }

        foreach (TextSpan name in Tables(document))
        {
            yield return name;
        }
    }

    private static TextSpan Span(Group group) => new(group.Index, group.Index + group.Length);

    /// <summary>Rows under a head such as 系列、适龄、状态: their first cells.</summary>
    private static IEnumerable<TextSpan> Tables(DocumentText document)
    {
        for (int i = 0; i < document.Lines.Count; i++)
        {
            TextSpan head = document.Lines[i].Span;
            if (!TableHead().IsMatch(document.Cut(head)))
            {
                continue;
            }

            for (int k = i + 1; k < document.Lines.Count && k <= i + MostRows; k++)
            {
                TextSpan row = document.Lines[k].Span;
                ReadOnlySpan<char> text = document.Cut(row);
                if (Rule().IsMatch(text))
                {
                    continue;
                }

                bool tab = document.Raw.AsSpan(row.Start, row.Length).Contains('\t');
                if (!tab && text.IndexOf("  ") < 0 && !text.Contains('|'))
                {
                    break;
                }

                int cut = tab ? document.Raw.AsSpan(row.Start, row.Length).IndexOf('\t') : row.Length;
                Match cell = FirstCell().MatchIn(document.Text, row.Start, cut);
                if (cell.Success && !Stopped().IsMatch(text))
                {
                    yield return Span(cell.Groups["name"]);
                }
            }
        }
    }

    [GeneratedRegex("""(?<=^|[，、：:;；。](?:其中|包括|分别为|依次为)?)(?<name>[^，。；;:：、\d%]{2,20}?)(?:的?(?:收入|销售额|营收|销售收入))?(?:大?约|则|各|合计|大概)?(?:占(?:比|到|了|收入的?|营收的?|总收入的?)?(?:大?约|近|超过?)?)?\(?(?:\d[\d.,]*(?:%|亿元|万元)|[一二三四五六七八九]成(?:[一二三四五六七八九半])?|一半|两成)(?=[，、。；;:)]|$)""", RegexOptions.CultureInvariant)]
    private static partial Regex Share();

    [GeneratedRegex("""^[)]?[，、；;](?:其余|剩下|余下|剩余)(?:的)?(?:部分)?(?:是|为|来自|系)(?<name>[^，。；;:\d]{2,20}?)(?=收入|[，。；;]|$)""", RegexOptions.CultureInvariant)]
    private static partial Regex Rest();

    [GeneratedRegex("""收入|营收|品类|品种|产品|结构|构成|占|销售""", RegexOptions.CultureInvariant)]
    private static partial Regex ShareTalk();

    [GeneratedRegex("""客户|供应商|采购|买方|股|境外|境内|内销|外销|出口|费用|研发|成本|毛利|净利|利润|资产|负债|存货|员工|地区|渠道|直销|经销|产能|市场份额|市占|专利|华东|国内|海外|募|投资|贷|担保|欠|应收|比例为|增长|下降""", RegexOptions.CultureInvariant)]
    private static partial Regex NoShares();

    /// <summary>A tab parts cells too; it is folded to one space.</summary>
    [GeneratedRegex("""^[| ]*(?:序号 *\|? *)?(?:系列|品名|产品名称|产品|型号|品种|货号|货品|品项|服务项目|[Pp]roducts?|[Mm]odels?|[Ii]tems?)(?:名称)?(?: {2,}| *\|| (?=\S{2,6}(?: |$)))(?!.*(?:专利|收入|金额|客户|供应))""", RegexOptions.CultureInvariant)]
    private static partial Regex TableHead();

    [GeneratedRegex("""^[\-=—_|: +─]+$""", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex("""\G[| ]*(?:\d{1,2} *\|? +)?(?<name>[^|\n，。:]{2,30}?)(?= {2,}| *\||$)""", RegexOptions.CultureInvariant)]
    private static partial Regex FirstCell();

    [GeneratedRegex("""停售|停产|下架|归档|研发|在研|敬请期待|即将|暂未|样品|待上市|规划|已停|众筹|预售|试制|试产|小试|中试|验证|discontinued|coming soon|in development|not for sale|planned""", RegexOptions.CultureInvariant)]
    private static partial Regex Stopped();
}
