using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Parties;

/// <summary>Whether the text denies that a firm buys, or says that it did once or may one day.</summary>
internal static partial class DroppedParties
{
    public static bool IsDropped(DocumentText document, TextSpan sentence, TextSpan clause, Party party)
    {
        TextSpan before = new(Math.Max(clause.Start, party.ListStart - 20), party.ListStart);
        int behind = Math.Min(sentence.End, party.ListEnd + 44);
        behind = document.First(TermKind.Firm, party.ListEnd, behind) is { } next ? next.Start : behind;
        behind = Another().IsMatch(document.Cut(new TextSpan(party.ListEnd, behind))) ? party.ListEnd + document.Cut(new TextSpan(party.ListEnd, behind)).IndexOf('，') : behind;
        behind = party.Next > party.ListEnd ? Math.Min(behind, party.Next) : behind;
        TextSpan after = new(party.ListEnd, Math.Min(behind, clause.End));
        bool now = Still().IsMatch(document.Cut(new TextSpan(clause.Start, Math.Min(sentence.End, clause.End))));
        return Denied().IsMatch(document.Cut(before)) || Denied().IsMatch(document.Cut(after))
            || document.Has(TermKind.Prospective, before) || (document.Has(TermKind.Prospective, after) && !Begun().IsMatch(document.Cut(new TextSpan(party.ListEnd, sentence.End))))
            || (!now && (Once().IsMatch(document.Cut(before)) || (char.IsAscii(document.Text[party.Span.Start]) && Once().IsMatch(document.Cut(new TextSpan(sentence.Start, party.ListStart)))) || Once().IsMatch(document.Cut(after))))
            || Ended.IsMatch(document.Cut(new TextSpan(party.ListEnd, behind)));
    }

    [GeneratedRegex("""首单|起量|量产(?<!未量产|尚未量产)|已批量|正式供|开始供|已供|转正""", RegexOptions.CultureInvariant)]
    private static partial Regex Begun();

    [GeneratedRegex("""^[^，。；]{0,12}，(?:另有|另外|还有|此外|而|其余|第[二三四五])""", RegexOptions.CultureInvariant)]
    private static partial Regex Another();

    [GeneratedRegex("""(?:终止|停止|结束|解除|中止|断绝|告别)(?:了)?(?:与|和|同|对|向)|不(?!仅|但|只|断|锈|同|少|超过|低于|属于保密|在保密|涉密|错|止|愿|便|方便|公开|披露|具名)|未(?!来|经审计|披露|具名|公开)|没有(?!断|停|变|减|中断|间断|流失|下降)|并非|非(?:公司)?客户|无(?:直接)?(?:业务|购销|交易)|取消|拒绝|not |no longer|never|neither""", RegexOptions.CultureInvariant)]
    private static partial Regex Denied();

    [GeneratedRegex("""曾(?!经长期)|原(?:有|来的?|先)?客户|此前|以前|过去|早年|当时|已(?:经)?(?:终止|停止|退出|结束|流失|解约)|历史(?:上|客户)|[Ff]ormerly|used to|until 20|[Pp]rior to""", RegexOptions.CultureInvariant)]
    private static partial Regex Once();

    [GeneratedRegex("""至今|仍|继续|持续|现在|目前|still""", RegexOptions.CultureInvariant)]
    private static partial Regex Still();

    private static readonly Regex Ended = LongPattern.Of("""^[^。；]{0,40}?(?:不再(?:供货|采购|合作|是)|已(?:停止|终止|不再|不属于|退出)|停止(?:供货|合作|采购)|终止(?:合作|供货)|到期未续|尚未(?:供货|下单|批量|形成|量产|定点)|还没有(?:下单|订单|采购)|没有(?:订单|实际|下单)|仍在(?:验证|测试|试用)|处于(?:送样|验证|测试|试样)|合作已|遗留|并非(?:现在|目前)?的?客户|暂不计入|还?在(?:比价|询价|报价|谈)|从此没了?|没了订单|改用|改买|转投|落选|落榜|没谈成|料号还没|人家没要|试机|打了叉|断了合作|^(?:也|曾)?(?:买过|试过)|在(?:送样|试样|验证)|未(?:下单|采购|定点|成交)|(?:have|has) ceased|已(?:于\d{4}年\d*月?)?注销|终止了)""");
}
