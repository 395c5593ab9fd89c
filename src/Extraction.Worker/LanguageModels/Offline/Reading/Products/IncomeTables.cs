using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Products;

/// <summary>Reads goods from tables that tell the income from each.</summary>
internal static partial class IncomeTables
{
    /// <summary>Rows of a table of income by product: a name, then figures; a row of noughts is no product yet.</summary>
    public static void Read(DocumentText document, Roster roster, Ownership ownership, Denials denials)
    {
        bool inTable = false;
        foreach (TextLine line in document.Lines)
        {
            ReadOnlySpan<char> text = document.Cut(line.Span);
            Match row = IncomeRow().Match(document.Text[line.Span.Start..line.Span.End]);
            if (IncomeHead().IsMatch(text))
            {
                inTable = true;
            }
            else if (inTable && row.Success)
            {
                Group name = row.Groups["name"];
                TextSpan item = new(line.Span.Start + name.Index, line.Span.Start + name.Index + name.Length);
                if (row.Groups["figure"].Value.AsSpan().Trim("0., %").Length > 0 && ownership.CompanyAt(line.Span.Start) is { } company && !TotalRow().IsMatch(name.Value))
                {
                    ProductNames.Add(document, roster, company, denials, item);
                }
            }
            else if (!IncomeColumns().IsMatch(text))
            {
                inTable = false;
            }
        }
    }

    [GeneratedRegex("""(?:收入|销售|产品|营收)(?:构成|结构|拆分|明细|分布)|按产品|分产品""", RegexOptions.CultureInvariant)]
    private static partial Regex IncomeHead();

    [GeneratedRegex("""^(?:序号|项目|产品|类别|品类|单位|金额|年度|\(单位)""", RegexOptions.CultureInvariant)]
    private static partial Regex IncomeColumns();

    [GeneratedRegex("""^(?:\d{1,2} *\|? +)?(?<name>[\u4e00-\u9fffA-Za-z][^|:，。\d]{1,23}?[^|:，。]{0,6}?)(?: {2,}|\s*\|\s*)(?<figure>\d[\d,.]*%?)""", RegexOptions.CultureInvariant)]
    private static partial Regex IncomeRow();

    [GeneratedRegex("""合计|小计|总计|其他|其它|毛利|收入|成本|利润|费用|研发|员工|税""", RegexOptions.CultureInvariant)]
    private static partial Regex TotalRow();
}
