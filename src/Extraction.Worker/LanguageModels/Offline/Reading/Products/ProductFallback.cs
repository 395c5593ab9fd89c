using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Products;

/// <summary>
/// The last resort for goods: of the enumerations in the company's sentences, the one that reads most like what it makes or sells — its items share a head
/// with each other or with the business, and words of making and selling stand by; lists of inputs, buyers, titles, trades and stages of work do not count.
/// </summary>
internal static partial class ProductFallback
{
    private static readonly AnyOf Elsewhere = new("no-list-of-goods", """买[进入自]|自产的?零|由.{0,12}组成|和.{2,6}接触|[\d]{4}年前""");

    private static readonly AnyOf NoGoods = new("no-goods", """[的了是在我们你他它这那每各其]""");

    private const int Least = 4;
    private const int MostSentences = 400;

    /// <summary>The list, to be split into its items; null where none reads like goods.</summary>
    public static TextSpan? Find(DocumentText document, Ownership ownership, Roster roster, int company)
    {
        string business = string.Concat(roster.Companies[company].MainBusiness.Select(b => document.Lexicons.Folding.Fold(b.Value)));
        TextSpan? best = null;
        int most = Least - 1;
        for (int i = 0; i < Math.Min(document.Sentences.Count, MostSentences); i++)
        {
            TextSpan sentence = document.Sentences[i];
            ReadOnlySpan<char> text = document.Cut(sentence);
            if (text.IndexOfAny('、', '和', '与') < 0 || Elsewhere.IsIn(text))
            {
                continue;
            }

            foreach (Match match in Enumeration().In(document.Text, sentence))
            {
                TextSpan list = Trim(document, match.Groups["list"]);
                if (ownership.At(list.Start) == company && Score(document, roster, sentence, list, business) is var score && score > most)
                {
                    (best, most) = (list, score);
                }
            }
        }

        return best;
    }

    private static TextSpan Trim(DocumentText document, Group list)
    {
        Match lead = Lead().MatchIn(document.Text, list.Index, list.Length);
        return new TextSpan(lead.Success ? lead.Index + lead.Length : list.Index, list.Index + list.Length);
    }

    private static int Score(DocumentText document, Roster roster, TextSpan sentence, TextSpan list, string business)
    {
        List<string> items = [.. ItemList.Split(document.Text, list).Select(item => document.Text[item.Start..item.End])];
        if (items.Count < 2 || items.Exists(item => item.Length is < 2 or > 14 || NoGoods.IsIn(item) || document.Lexicons.Acts.IsAll(item)) || roster.Within(list).Any() || document.Has(TermKind.Firm, list) || document.Has(TermKind.Place, list) || document.Has(TermKind.Honour, list)
            || document.Has(TermKind.Negation, sentence.Start, list.Start) || document.Has(TermKind.Former, sentence) || document.Has(TermKind.Planned, sentence))
        {
            return 0;
        }

        int score = items.Count > 2 ? 1 : 0;
        score += items.Select(item => item[^1]).Distinct().Count() < items.Count ? 2 : 0;
        score += items.Exists(item => business.Contains(item[^2..], StringComparison.Ordinal) || (item.Length > 2 && business.Contains(item[..2], StringComparison.Ordinal))) ? 2 : 0;
        score += Math.Min(3, Trade().Count(document.Cut(sentence)));
        return score;
    }

    [GeneratedRegex("""(?<list>[\u4e00-\u9fffA-Za-z\d\-·“”]{2,18}(?:、[\u4e00-\u9fffA-Za-z\d\-·“”]{2,16})*(?:、|和|与|及|以及|还有)[\u4e00-\u9fffA-Za-z\d\-·“”]{2,16}?)(?=等|[，。；;：:！？)\n]|[两二三四五六七八](?:样|种|类|款|大|个|条)|的|都|均|为主|是|用|卖|占|各|$)""", RegexOptions.CultureInvariant)]
    private static partial Regex Enumeration();

    [GeneratedRegex("""^.*(?:的|了|着|有|是|为|卖|产出?|造|供应?|推出?|把|将|做|包括|例如|比如|主打|主推|摆着?|摆满|一[副套台条批种]|生产|制造|销售|经营)(?=.{2})(?=[^、]*(?:、|和|与|及))""", RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex("""卖|产|货|做|造|出|供|推|种|样|类|系列|型号|品|订单|价|销""", RegexOptions.CultureInvariant)]
    private static partial Regex Trade();
}
