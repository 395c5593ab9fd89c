using System.Buffers;
using System.Text.RegularExpressions;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Products;

/// <summary>Reads the principal goods that a company buys: 主要原材料为, 原料X来自.</summary>
internal static partial class InputReader
{
    private const int Most = 4;

    private static readonly SearchValues<string> Words = SearchValues.Create(
        ["原料", "原材料", "原辅料", "主材", "基材", "主料", "供应商", "raw material", "uys ", " comes from"], StringComparison.Ordinal);

    public static void Read(DocumentText document, Roster roster, Ownership ownership)
    {
        foreach (Match match in document.Find(Led, Words))
        {
            Group list = match.Groups["list"];
            if (ownership.CompanyAt(list.Index) is not { } company)
            {
                continue;
            }

            foreach (TextSpan item in ItemList.Split(document.Text, new TextSpan(list.Index, list.Index + list.Length)))
            {
                string value = document.Value(item);
                if (value.Length is >= 2 and <= 24 && company.Inputs.Count < Most && !roster.Within(item).Any() && !NoGoods().IsMatch(value) && !company.Inputs.Exists(i => i.Value == value))
                {
                    company.Inputs.Add(new QuotedValue(value));
                }
            }
        }
    }

    private static readonly Regex Led = LongPattern.Of("""(?:主要)?(?:原材料|原料|原辅料|主材|基材|主料)(?:方面)?(?:主要)?(?:有|为|是|包括|:|则是|系)(?<list>[^，。；:\n]{2,40})|(?:主要)?(?:原材料|原料)(?<list>[\u4e00-\u9fffA-Za-z\d]{2,10})(?:来自|采购自|由|向|自)|(?<list>[\u4e00-\u9fffA-Za-z\d、和与]{2,24})为主要(?:原材料|原料)|以(?<list>[^，。；\n]{2,16})为(?:主要)?原料|(?<list>[\u4e00-\u9fffA-Za-z\d]{2,10})供应商(?:为|是|:|有|包括)|(?<list>[A-Za-z][A-Za-z \-]{2,30}), (?:its|the) main raw material|(?:main|principal|key) raw materials?(?: is| are|:) (?<list>[^.;,\n]{3,50})|[Bb]uys (?<list>[a-z \-]{3,30}) from|(?<list>\b[A-Z]?[a-z]{2,20}) comes from""");

    [GeneratedRegex("""的|公司|价格|采购|成本|供应|我们|主要|来自|均|其|什么|呢|前[三五十]""", RegexOptions.CultureInvariant)]
    private static partial Regex NoGoods();
}
