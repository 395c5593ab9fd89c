using System.Buffers;
using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Products;

/// <summary>Goods that the text says are not, no longer or not yet the company's own, or another's; they are no products wherever else they stand.</summary>
internal sealed partial class Denials
{
    private const int LongestClause = 40;

    private static readonly SearchValues<string> NotWords = SearchValues.Create(
        ["不", "未", "没有", "无", " not ", "never", "no longer", "ntil ", "ormerly", "disposed", "sold"], StringComparison.Ordinal);

    private readonly HashSet<string> _goods = new(StringComparer.Ordinal);

    public Denials(DocumentText document)
    {
        foreach (Match match in document.Find(Denied, NotWords))
        {
            Group list = match.Groups["list"];
            Take(document, new TextSpan(list.Index, list.Index + list.Length));
        }

        foreach (Match match in Gone().Matches(document.Text))
        {
            int floor = document.SentenceAt(match.Index).Start, start = match.Index;
            while (start > floor && match.Index - start < LongestClause && document.Text[start - 1] is not ('，' or ':' or '(' or ')' or '“' or '\n' or ' '))
            {
                start--;
            }

            Take(document, new TextSpan(start, match.Index));
        }
    }

    public bool Deny(string value) => _goods.Contains(value);

    private void Take(DocumentText document, TextSpan list)
    {
        foreach (TextSpan item in ItemList.Split(document.Text, list))
        {
            string value = Edge.Replace(document.Text[item.Start..item.End], string.Empty);
            if (value.Length is >= 2 and <= LongestClause)
            {
                _goods.Add(value);
            }
        }
    }

    private static readonly Regex Denied = LongPattern.Of("""(?:不|从未|从不|未|没有|并不|不再|不得|未曾|尚未|无)(?:对外|自行|直接|再)?(?:从事|生产|制造|做|涉及|经营|销售|加工|提供|代工|涉足|开展|供应|组装|量产|研发|参与|含|产)(?:任何|过|了)?(?<list>[^，。；！？\n]{2,40})|(?:不属于|不是)(?:公司|我们|我司)?(?:的)?(?:产品|业务)?(?<list>[^，。；\n]{2,20})|(?:do(?:es)? not|did not|never|no longer) (?:make|produce|manufacture|sell|supply|assemble|offer|trade)s? (?<list>[^.;\n]{3,80})|(?:[Uu]ntil|[Ff]ormerly|[Ii]n \d{4})[^.;\n]{0,30}?(?:made|sold|produced|disposed of(?: its)?) (?<list>[^.,;\n]{3,40})""");

    [GeneratedRegex("""不在(?:公司|我们|经营|产品)|不属于|并非公司|不是(?:自家|公司|我们|我司)|停产|停售|剥离|淘汰|关停|停止生产|停止销售|(?<=[已将被])(?:转让|处置|出售)|在中试|在小试|在试制|(?:尚处|处于|正在|尚在|仍处|还在)(?:中试|小试|试制|研发|验证|打样)|(?:尚|仍|还)在(?!售|产)|在做(?:小试|中试)|样品试制|试制，|(?:为|是)(?:兄弟公司|客户|关联|参股|合作方|代销|借来|外购|展商|供应商)""", RegexOptions.CultureInvariant)]
    private static partial Regex Gone();

    private static readonly Regex Edge = LongPattern.Of("""^(?:公司|其|的|也|任何|原有|老|旧|将来|及|和|今年|去年|图片中的|展台上的|目前|现有|此外|另外|不过|但|\s)+|(?:(?:\d{4}年\d*月?|去年|前年|今年)?(?:则|均|都|目前|现|已经?|仍|尚|还|于|被|将|在|全部|全面|因|业务|产品|产线|等|之外|\d{4}年\d*月?|底|初|末)+|的(?:生产|制造|研发|加工|销售|经营|业务).*)$""");
}
