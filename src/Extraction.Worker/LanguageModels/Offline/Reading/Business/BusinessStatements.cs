using System.Buffers;
using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Business;

/// <summary>Finds statements of business by the words that lead them and the activities in which they end: 主要从事X的研发、生产和销售.</summary>
internal static partial class BusinessStatements
{
    private const int ShortestObject = 2;
    private const int LongestObject = 60;
    private const int LongestWeakObject = 40;

    private static readonly SearchValues<char> ObjectEnds = SearchValues.Create("，。；;:！？—\n");
    private static readonly SearchValues<char> StatementEnds = SearchValues.Create("，。；;:！？\n");
    private static readonly string[] Scopes = ["国内", "境内", "海外", "自主", "专业", "规模化", "精密", "大宗"];

    private static readonly SearchValues<string> LeadWords = SearchValues.Create(
        ["业务", "主业", "主营", "从事", "经营", "承接", "承担", "专注", "致力", "聚焦", "深耕", "专攻", "专司", "专做", "主攻", "立足", "专产", "做的是", "干的是", "只做", "只生产", "只制造", "主做", "专营", "主要做", "主要生产", "专业生产", "专业制造", "专门生产", "主要制造", "主要加工", "主要销售", "就是", "围绕", "专门制造", "专门加工", "专门做", "专业做", "专业从事", "主打", "主产", "主要从事", "集", "代理", "营生", "干的"], StringComparison.Ordinal);

    /// <summary>What stands behind 主营业务为, 主要从事, 专注于 and the like.</summary>
    public static IEnumerable<TextSpan> Led(DocumentText document)
    {
        foreach (TextSpan sentence in document.SentencesWith(LeadWords))
        {
            for (Match lead = Lead.MatchIn(document.Text, sentence.Start, sentence.Length); lead.Success;)
            {
                int start = lead.Index + lead.Length;
                int end = Statement(document, start, sentence.End);
                if (end > 0)
                {
                    yield return new TextSpan(start, end);
                }

                int next = end > 0 ? end : lead.Index + 1;
                lead = Lead.MatchIn(document.Text, next, sentence.End - next);
            }
        }
    }

    /// <summary>What stands behind 经营, 承接 and other words that lead much else as well.</summary>
    public static IEnumerable<TextSpan> WeaklyLed(DocumentText document)
    {
        foreach (TextSpan sentence in document.SentencesWith(LeadWords))
        {
            for (Match lead = WeakLead().MatchIn(document.Text, sentence.Start, sentence.Length); lead.Success;)
            {
                int start = lead.Index + lead.Length;
                int end = lead.ValueSpan is "负责" ? 0 : WeakStatement(document, start, sentence.End);
                if (end == 0 && lead.ValueSpan is "承接" or "承担" or "负责")
                {
                    Match contracted = Contracted().MatchIn(document.Text, start, sentence.End - start);
                    end = contracted.Success ? start + contracted.Length : 0;
                }

                if (end > 0)
                {
                    yield return new TextSpan(start, end);
                }

                int next = end > 0 ? end : lead.Index + 1;
                lead = WeakLead().MatchIn(document.Text, next, sentence.End - next);
            }
        }
    }

    /// <summary>的 with the activities behind it, where there are several or the clause ends with them.</summary>
    public static IEnumerable<TextSpan> Nominal(DocumentText document)
    {
        string text = document.Text;
        for (int at = text.IndexOf('的', StringComparison.Ordinal); at >= 0 && at < text.Length; at = text.IndexOf('的', at))
        {
            int start = at;
            ReadOnlySpan<char> rest = text.AsSpan(at + 1);
            int scope = 0;
            foreach (string word in Scopes)
            {
                scope = rest.StartsWith(word, StringComparison.Ordinal) ? word.Length : scope;
            }

            int acts = scope > 0 ? document.Lexicons.Phrases.Several(rest[scope..]) : 0;
            (scope, acts) = acts > 0 ? (scope, acts) : (0, document.Lexicons.Phrases.Several(rest));
            at += acts > 0 ? 1 + scope + acts : 1;
            if (acts > 0)
            {
                yield return new TextSpan(start, at);
            }
        }
    }

    /// <summary>Where a statement ends: behind the first activities that end it, or before the mark that does.</summary>
    private static int Statement(DocumentText document, int start, int limit)
    {
        int last = Math.Min(limit, start + LongestObject);
        for (int at = start; at <= last; at++)
        {
            ReadOnlySpan<char> rest = document.Text.AsSpan(at, limit - at);
            if (at >= start + ShortestObject)
            {
                int acts = document.Lexicons.Phrases.Row(rest);
                if (acts > 0)
                {
                    return at + acts;
                }

                if (rest.IsEmpty || StatementEnds.Contains(rest[0]) || (rest[0] is '(' or '（' && !Aside().IsMatch(rest)))
                {
                    return at;
                }
            }

            if (rest.IsEmpty || ObjectEnds.Contains(rest[0]))
            {
                return 0;
            }
        }

        return 0;
    }

    private static int WeakStatement(DocumentText document, int start, int limit)
    {
        int last = Math.Min(limit - 1, start + LongestWeakObject);
        for (int at = start; at <= last && !(at < start + ShortestObject && ObjectEnds.Contains(document.Text[at])); at++)
        {
            char c = document.Text[at];
            if (at >= start + ShortestObject && c is '的' or '之' && document.Lexicons.Phrases.Row(document.Text.AsSpan(at + 1, limit - at - 1)) is > 0 and int acts)
            {
                return at + 1 + acts;
            }

            if (ObjectEnds.Contains(c))
            {
                return 0;
            }
        }

        return 0;
    }

    private static readonly Regex Lead = LongPattern.Of("""(?:(?:主营业务|主要业务|核心业务|主体业务|公司业务|经营业务|业务范围|公司主业|主业|主营|业务)(?:目前|现|主要|依然|仍|一直|就|则|现已|已|清晰|单一)*(?:为|是|系|就是|包括|包含|涵盖|涉及|聚焦于?|集中于|立足于?|围绕|有|:|——|变更为|转为|调整为|转型为|已变为|表述为|表述是|定位(?:为|是)|定性(?:为|是)|“)+|(?:之|的)?主营，在于|(?:报表|章程|执照|登记|公示栏|招股书|环评|年报)[^，。；:\n]{0,6}(?:写的是|写着|写明|写的):?“?|(?:主要|专业|专门|长期|一直|专注|目前|现)*从事于?(?:的(?:主要)?(?:业务)?(?:是|为|:)+)?|专注于|专注|致力于|聚焦于?|深耕于?|专攻|专司|专做|专产|主攻|立足于|主营|做的是|干的是|只做|只生产|只制造|主做|专营|主要做|主要经营|主要生产|专业生产|专业制造|专门生产|专门制造|专门加工|专门做|专业做|专业加工|主要制造|主要加工|主要销售|主打(?!产品)|主产|营生[^，。；\n]{0,6}:|一句话(?:就?能|可以)?(?:讲完|说完|讲清|说清|概括|总结)?:|干了[一二三四五六七八九十\d]+(?:多|余)?年的?|只做一件事[:，]|做(?:了)?一件事[:，]就?是?|一件事[:，]|主要是做|主要是)(?=[^，。；;:！？—\n]{2})""");

    [GeneratedRegex("""就是|经营|承接|承担|围绕|负责""", RegexOptions.CultureInvariant)]
    private static partial Regex WeakLead();

    [GeneratedRegex("""^[^，。；:！？\n的]{2,20}业务""", RegexOptions.CultureInvariant)]
    private static partial Regex Contracted();

    /// <summary>「（含X）的」: a bracket inside the statement.</summary>
    [GeneratedRegex("""^[（(][^()\n]{1,16}[)）]的""", RegexOptions.CultureInvariant)]
    private static partial Regex Aside();
}
