using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Parties;

/// <summary>The names in tables of buyers: under a head with columns such as 客户名称 and 销售金额, and in numbered lines under a sentence that ends in 客户如下.</summary>
internal static partial class CustomerTables
{
    private const int MostRows = 24;
    private const int LongestName = 40;

    public static IEnumerable<TextSpan> Find(DocumentText document)
    {
        for (int i = 0; i < document.Lines.Count; i++)
        {
            TextSpan line = document.Lines[i].Span;
            ReadOnlySpan<char> text = document.Cut(line);
            bool columns = IsRow(document, line) && Head().IsMatch(text) && !Figure().IsMatch(text);
            bool led = !columns && Lead().IsMatch(text);
            if ((!columns && !led) || OtherHead().IsMatch(text))
            {
                continue;
            }

            for (int k = i + 1; k < document.Lines.Count && k <= i + MostRows; k++)
            {
                TextSpan row = document.Lines[k].Span;
                ReadOnlySpan<char> cells = document.Cut(row);
                if (Rule().IsMatch(cells) || (led && k <= i + 2 && Head().IsMatch(cells) && !Figure().IsMatch(cells)))
                {
                    continue;
                }

                if (!IsRow(document, row) && !(led && Numbered().IsMatch(cells) && cells.Length <= LongestName) || OtherHead().IsMatch(cells))
                {
                    break;
                }

                if (Name(document, row) is { } name)
                {
                    yield return name;
                }
            }
        }
    }

    /// <summary>The first cell that is no number; nothing where the row is a total, or withholds the name.</summary>
    private static TextSpan? Name(DocumentText document, TextSpan row)
    {
        if (Total().IsMatch(document.Cut(row)) || Withheld().IsMatch(document.Cut(row)))
        {
            return null;
        }

        Match first = FirstCell().MatchIn(document.Text, row.Start, row.Length);
        Group name = first.Groups["name"];
        return first.Success && name.Length is >= 2 and <= LongestName ? new TextSpan(name.Index, name.Index + name.Length) : null;
    }

    private static bool IsRow(DocumentText document, TextSpan span) =>
        document.Cut(span) is var line && (line.IndexOf("  ") > 0 || line.Count('|') > 1 || Cells().IsMatch(line) || document.Raw.AsSpan(span.Start, span.Length).Contains('\t'));

    [GeneratedRegex("""(?:客户|购货方|购货单位|买方|买受人|采购方|采购商|需方|用户单位|销售对象|购货|收货方|客户名|下游企业)(?:名称|简称|单位|全称)?(?: |$|\|)|(?:前|主要)[一二三四五六七八九十\d]*(?:名|大|家)?客户|\bCustomers?\b|\bBuyers?\b|\bClients?\b""", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex("""(?:客户|买方|买家|购货方|采购方)[^。；，]{0,20}(?:销售|情况|如下|收入|名单|构成|明细)?[^。；，]{0,12}(?::|如下[:。]?|情况)$|(?:对|向)前[一二三四五六七八九十\d]+(?:名|大|家)?客户[^。；，]{0,12}:$|^(?:[(]?[一二三四五六七八九十甲乙丙丁戊\d]+[)）、.]? ?)?(?:本部|公司|主要|下游)?(?:买方|买家|销货|销货方|出货对象|客户|销售去向|往来单位)$|按(?:购货方|客户|买方)[^。；，\n]{0,12}$""", RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex("""供应商|供货方|供货商|供方|卖方|债务人|欠款|应收|股东|关联|竞争|担保|Supplier|Vendor|Debtor|Shareholder|Receivable""", RegexOptions.CultureInvariant)]
    private static partial Regex OtherHead();

    [GeneratedRegex("""\d[\d,]*\.\d|\d%|\d万元|\d亿元""", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();

    [GeneratedRegex("""^[\-=—_|: +─┼├┤]+$""", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex("""^(?:\d{1,2}[.、)\] ]|\(\d{1,2}\)|[①-⑳]|[·\-*] ?)""", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex("""^\d{1,2} \S{2,30} [\d,.]+ |^\S{2,30} [\d,.]+(?:万元|亿元)? [\d,.]+""", RegexOptions.CultureInvariant)]
    private static partial Regex Cells();

    [GeneratedRegex("""^[| ]*(?:\d{1,2} *[.、)|]? *\|? *)?(?:合计|小计|总计|名次|排名|序号|年度|期间|代号|合同编号|单位:|其余|其他|其它|前[一二三四五六七八九十\d]+|注|\(注|total|Total|Others?|Subtotal)""", RegexOptions.CultureInvariant)]
    private static partial Regex Total();

    [GeneratedRegex("""^[| ]*(?:\d{1,2} *[.、)|]? *\|? *)?(?:[甲乙丙丁戊己庚辛A-Z](?:公司|客户|集团|单位|品牌|企业|厂|国)|(?:客户|单位|公司|品牌|企业|用户|Customer|Client|Party|Company) ?[甲乙丙丁戊己庚辛A-Z\d一二三四五六](?![A-Za-z])|某|自然人|零散|散户|个人|匿名|第[一二三四五]名)|匿名|保密|不披露|未披露|隐去""", RegexOptions.CultureInvariant)]
    private static partial Regex Withheld();

    [GeneratedRegex("""\G[| ]*(?:(?:\d{1,2}|[一二三四五六七八九十]) *[.、)|]? *\|? *|[①-⑳] *|[·\-*] *)?(?<name>[\u4e00-\u9fffA-Z](?:[^|:，。\n ]| (?=[A-Za-z&(]))*?)(?=\([^)]{0,12}占|  | ?\||$| [\d一二三四五六七八九¥$]| ?\()""", RegexOptions.CultureInvariant)]
    private static partial Regex FirstCell();
}
