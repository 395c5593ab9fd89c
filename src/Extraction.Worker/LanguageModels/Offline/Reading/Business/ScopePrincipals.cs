using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Business;

/// <summary>
/// Of a long business scope the items that most likely are what the company lives on: early ones, those that share words with the company's name or with
/// many other items, those that make or sell something. The weights were fitted on stated main businesses of listed companies.
/// </summary>
internal static partial class ScopePrincipals
{
    /// <summary>So many characters of trades are published whole; what is longer is thinned out.</summary>
    private const int ShortScope = 64;

    private const int Enough = 16;
    private const int LongItem = 28;
    private const double NearBest = 0.7;
    private const string Form = "有限公司股份集团科技省市县区中国实业控股发展";

    /// <summary>The items to publish, in their order; a long list is cut after its first goods.</summary>
    public static IReadOnlyList<TextSpan> Choose(DocumentText document, IReadOnlyList<TextSpan> items, string company)
    {
        if (items.Sum(item => item.Length) <= ShortScope)
        {
            return items;
        }

        string[] texts = [.. items.Select(item => document.Text[item.Start..item.End])];
        double[] weights = Weigh(document, items, texts, company);
        int[] ranked = [.. Enumerable.Range(0, texts.Length).OrderByDescending(i => weights[i])];
        List<int> chosen = [ranked[0]];
        HashSet<string> acts = [.. ActsOf(texts[ranked[0]])];
        for (int length = Cut(texts[ranked[0]]); ;)
        {
            int next = ranked.Where(i => !chosen.Contains(i)).OrderByDescending(Worth).FirstOrDefault(-1);
            if (next < 0 || Worth(next) < NearBest * weights[ranked[0]] || length + (texts[next].Length / 2) > Enough)
            {
                return [.. chosen.Order().Select(i => new TextSpan(items[i].Start, items[i].Start + Cut(texts[i])))];
            }

            chosen.Add(next);
            acts.UnionWith(ActsOf(texts[next]));
            length += Cut(texts[next]);
        }

        double Worth(int i) => weights[i] + (ActsOf(texts[i]).Any(act => !acts.Contains(act)) ? 0.15 * weights[ranked[0]] : 0);
    }

    private static double[] Weigh(DocumentText document, IReadOnlyList<TextSpan> items, string[] texts, string company)
    {
        HashSet<string>[] pairs = [.. texts.Select(text => Pairs(General().Replace(text, " ")))];
        Dictionary<string, int> shared = pairs.SelectMany(set => set).CountBy(pair => pair).ToDictionary(StringComparer.Ordinal);
        HashSet<string> named = Pairs(Legal().Replace(company, " "));
        string hints = string.Concat(document.Lexicons.NameTrades.Where(trade => company.Contains(trade.Name, StringComparison.Ordinal)).Select(trade => trade.Words));
        int general = FirstGeneral(document, items);
        double[] weights = new double[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            string text = texts[i];
            double centre = pairs[i].Sum(pair => shared[pair] - 1.0) / Math.Max(1, pairs[i].Count) / texts.Length;
            weights[i] = 0.008 + (0.07 / (1 + i)) + (i == 0 ? 0.022 : 0) + (i == general ? 0.010 : 0)
                + (Makes().IsMatch(text) ? 0.026 : 0) + (Sells().IsMatch(text) ? 0.043 : 0) + (Develops().IsMatch(text) ? 0.024 : 0) + (Serves().IsMatch(text) ? 0.005 : 0)
                + (0.019 * Math.Min(6, text.Count(c => company.Contains(c) && !Form.Contains(c))) / 6)
                + (0.047 * Math.Min(3, pairs[i].Count(named.Contains)) / 3)
                + (0.081 * centre) + (0.034 * Math.Min(3, text.Distinct().Count(c => hints.Contains(c))) / 3)
                + (0.039 * Math.Min(text.Length, 60) / 60) - (text.Length < 5 ? 0.017 : 0) - (text.Length > 40 ? 0.05 : 0)
                - (Broad().IsMatch(text) ? 0.011 : 0) - (0.013 * Math.Min(4, pairs[i].Count) / 4);
        }

        return weights;
    }

    /// <summary>Where a scope begins with what needs a licence, the first of the general items is as good as the first of all.</summary>
    private static int FirstGeneral(DocumentText document, IReadOnlyList<TextSpan> items)
    {
        int at = document.Text.IndexOf("一般项目", StringComparison.Ordinal);
        int licensed = document.Text.IndexOf("许可项目", StringComparison.Ordinal);
        return licensed < 0 || at < licensed ? -1 : items.ToList().FindIndex(item => item.Start > at);
    }

    private static int Cut(string item)
    {
        if (item.Length <= LongItem + 8)
        {
            return item.Length;
        }

        int mark = item.AsSpan(0, LongItem + 7).LastIndexOfAny('、', '，');
        return mark >= LongItem - 12 ? mark : item.Length;
    }

    private static List<string> ActsOf(string text)
    {
        List<string> acts = [];
        foreach (ValueMatch match in Act().EnumerateMatches(text))
        {
            acts.Add(text.Substring(match.Index, match.Length));
        }

        return acts;
    }

    private static HashSet<string> Pairs(string text)
    {
        HashSet<string> pairs = new(StringComparer.Ordinal);
        for (int i = 0; i + 1 < text.Length; i++)
        {
            if (char.IsLetterOrDigit(text[i]) && char.IsLetterOrDigit(text[i + 1]))
            {
                pairs.Add(text.Substring(i, 2));
            }
        }

        return pairs;
    }

    [GeneratedRegex("""研究|研发|开发|设计|生产|制造|加工|销售|批发|零售|服务|施工|安装|维修|经营|技术|产品|相关|业务|的|及|和|与|、|其|项目|设备|材料|专用|其他""", RegexOptions.CultureInvariant)]
    private static partial Regex General();

    [GeneratedRegex("""有限|公司|股份|集团|科技|实业|控股|发展""", RegexOptions.CultureInvariant)]
    private static partial Regex Legal();

    [GeneratedRegex("""制造|生产|冶炼|加工|养殖|种植|开采|铸造|印染|酿""", RegexOptions.CultureInvariant)]
    private static partial Regex Makes();

    [GeneratedRegex("""销售|批发|零售|贸易|购销|经销""", RegexOptions.CultureInvariant)]
    private static partial Regex Sells();

    [GeneratedRegex("""研发|开发|研究|设计|技术""", RegexOptions.CultureInvariant)]
    private static partial Regex Develops();

    [GeneratedRegex("""服务|管理|运营|咨询|维修|维护|安装|租赁|运输|仓储|代理|广告|培训""", RegexOptions.CultureInvariant)]
    private static partial Regex Serves();

    [GeneratedRegex("""专用|通用|^(?:货物|技术|软件开发|计算机|电子产品|机械设备|建筑材料|金属材料|化工产品|五金|日用)""", RegexOptions.CultureInvariant)]
    private static partial Regex Broad();

    [GeneratedRegex("""研发|制造|生产|销售|设计|服务|加工""", RegexOptions.CultureInvariant)]
    private static partial Regex Act();
}
