using System.Text.RegularExpressions;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Parties;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Places;

/// <summary>Reads a place that stands before a company's name and nowhere else: 浙江嘉兴的X公司, 陕西西安，X公司, 从嘉兴了解到，当地的X公司, In Jiaxing, Zhejiang, X, the Dongguan-based X.</summary>
internal static partial class PlaceBeforeName
{
    private const int Farthest = 30;
    private const int LongestDateline = 10;

    /// <summary>The place right before the first mention, or one that opens the sentence; null where there is none.</summary>
    public static LocationReply? Read(DocumentText document, Roster roster, int company)
    {
        foreach (Mention mention in roster.Mentions)
        {
            if (mention.Company == company && mention.IsFull && Before(document, roster, mention.Span) is { } location)
            {
                return location;
            }
        }

        return null;
    }

    private static LocationReply? Before(DocumentText document, Roster roster, TextSpan name)
    {
        TextSpan sentence = document.SentenceAt(name.Start);
        TextSpan previous = sentence.Start > 0 ? document.SentenceAt(sentence.Start - 1) : sentence;
        int from = previous.Length <= LongestDateline || sentence.Start == name.Start ? previous.Start : sentence.Start;
        from = Math.Max(Math.Max(from, document.LineAt(name.Start).Span.Start), name.Start - (2 * Farthest));
        List<TermHit> places = [.. document.Within(TermKind.Place, new TextSpan(from, name.Start)).Where(place => !roster.Names.Any(other => other.Span.Holds(place.Start)))];
        if (places.Count == 0)
        {
            return null;
        }

        int end = places.Max(place => place.End);
        ReadOnlySpan<char> between = document.Cut(new TextSpan(end, name.Start));
        bool direct = Direct().IsMatch(between);
        bool opens = Opening().IsMatch(document.Cut(new TextSpan(Math.Min(sentence.Start, places[0].Start), places[0].Start))) && OpensFor().IsMatch(between) && between.Length <= Farthest;
        bool told = Local().IsMatch(between) && between.Length <= Farthest;
        if (!direct && !opens && !told)
        {
            return null;
        }

        int start = end;
        foreach (TermHit place in Enumerable.Reverse(places))
        {
            start = start - place.End <= 2 ? Math.Min(start, place.Start) : start;
        }

        bool governed = document.Within(TermKind.Relation, new TextSpan(document.ClauseAt(name.Start).Start, name.Start)).Any(hit => document.Lexicons.Relations[hit.Payload].Right is not Relation.None && hit.Start >= from);
        return (governed && !opens) || Elsewhere().IsMatch(document.Cut(new TextSpan(Math.Min(start, document.ClauseAt(start).Start), start))) ? null : LocationReader.Address(document, new TextSpan(start, end));
    }

    [GeneratedRegex("""^(?:省|市|区|县|镇|境内|本地|当地|本土|老牌|知名|民营|上市|制造|国家级|高新区|开发区|经开区|工业园|的|，|,|\s|一家|有一家|有家|这家|名叫|叫做?|名为|企业|公司|厂家|民企|“|-based)*$|^[\u4e00-\u9fff]{2,5}(?<![客商户])的(?:一家)?$""", RegexOptions.CultureInvariant)]
    private static partial Regex Direct();

    [GeneratedRegex("""^(?:说到|在|地处|来自|走进|位于|[Ii]n |[Aa]t |[Ff]rom |\s)*$""", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex("""^(?:省|市|区|县)?[，,。]""", RegexOptions.CultureInvariant)]
    private static partial Regex OpensFor();

    [GeneratedRegex("""(?:当地|本地|这里|该市|该县|该地)的?(?:一家|企业|公司|民营|老牌|知名)*$""", RegexOptions.CultureInvariant)]
    private static partial Regex Local();

    [GeneratedRegex("""客户|供应|采购|进口|出口|销往|产自|货源|原料|展会|项目|法院|证监局|监管局|大学|会议|签约""", RegexOptions.CultureInvariant)]
    private static partial Regex Elsewhere();
}
