using System.Text.RegularExpressions;

namespace Extraction.Worker.LanguageModels.Offline.Reading;

/// <summary>Goods that the text says are not, no longer or not yet the company's own, or another's; they are no products wherever else they stand.</summary>
internal sealed partial class Denials
{
    private readonly HashSet<string> goods = new(StringComparer.Ordinal);

    public Denials(DocumentText document)
    {
        foreach (Match match in Denied().Matches(document.Text))
        {
            Take(document, match.Groups["list"]);
        }

        foreach (Match match in Gone().Matches(document.Text))
        {
            Take(document, match.Groups["list"]);
        }
    }

    public bool Deny(string value) => goods.Contains(value);

    private void Take(DocumentText document, Group list)
    {
        foreach (TextSpan item in ItemList.Split(document.Text, new TextSpan(list.Index, list.Index + list.Length)))
        {
            string value = Edge().Replace(document.Text[item.Start..item.End], string.Empty);
            if (value.Length is >= 2 and <= 40)
            {
                goods.Add(value);
            }
        }
    }

    [GeneratedRegex("""(?:不|从未|从不|未|没有|并不|不再|不得|未曾|尚未|无)(?:对外|自行|直接|再)?(?:从事|生产|制造|做|涉及|经营|销售|加工|提供|代工|涉足|开展|供应|组装|量产|研发|参与|含|产)(?:任何|过|了)?(?<list>[^，。；！？\n]{2,40})|(?:不属于|不是)(?:公司|我们|我司)?(?:的)?(?:产品|业务)?(?<list>[^，。；\n]{2,20})|(?:do(?:es)? not|did not|never|no longer) (?:make|makes|produce|manufacture|sell|supply|assemble|offer|trade)s? (?<list>[^.;\n]{3,80})""", RegexOptions.CultureInvariant)]
    private static partial Regex Denied();

    [GeneratedRegex("""(?:^|(?<=[，。；、：:\n（(“ ]))(?<list>[^，。；:！？\n（(]{2,40}?)(?:则|均|都|目前|现|已|仍|尚|还)*(?:已于|已|于|在)?(?:\d{4}年)?(?:底|初|末|\d+月)?(?:不在(?:公司|我们)|不属于|并非公司|不是(?:自家|公司|我们)|(?:已|全部|全面)?(?:停产|停售|剥离|转让|淘汰|关停|处置)|仍在(?:中试|小试|试制|验证|研发)|尚在|尚处|处于(?:中试|小试|试制|研发)|在做(?:小试|中试)|(?:样品)?试制|为(?:兄弟公司|客户|关联|参股|合作)|(?:是|为)(?:代销|客户|借来|外购|展商|供应商))|(?:[Uu]ntil|[Ff]ormerly|[Ii]n \d{4})[^.;\n]{0,30}?(?:made|sold|produced|disposed of(?: its)?) (?<list>[^.,;\n]{3,40})""", RegexOptions.CultureInvariant)]
    private static partial Regex Gone();

    [GeneratedRegex("""^(?:公司|其|的|也|任何|原有|老|旧|将来|及|和|今年|去年|\s)+|(?:的(?:生产|制造|研发|加工|销售|经营|业务).*|业务|产品|产线|等|之外)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Edge();
}
