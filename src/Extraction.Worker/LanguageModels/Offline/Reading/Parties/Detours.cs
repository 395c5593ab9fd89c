using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Parties;

/// <summary>Whether goods reach a firm inside the goods of another, or through it: 「装进比亚迪的电动车」, 「经由A的电机进入B」.</summary>
internal static partial class Detours
{
    /// <summary>「某客户以其磁钢制造电机，供应甲」: a buyer is the sentence's subject, so what follows is reached through it.</summary>
    public static bool SpokenOfAnother(DocumentText document, Roster roster, TextSpan sentence, Party party, IReadOnlyCollection<string> names)
    {
        bool firm = document.First(TermKind.Firm, sentence.Start, Math.Min(sentence.End, sentence.Start + 12)) is { } hit && hit.Start == sentence.Start && hit.End < party.ListStart - 6;
        bool named = roster.Within(sentence).Any(m => m.Span.Start == sentence.Start && m.Span.End < party.ListStart - 6 && !roster.Companies[m.Company].Introduced);
        string text = document.Text;
        bool known = names.Any(name => name.Length > 2 && sentence.Start + name.Length < party.ListStart - 2 && string.CompareOrdinal(text, sentence.Start, name, 0, name.Length) == 0);
        bool other = OtherFirm().IsMatch(document.Cut(sentence)) && !roster.Within(new TextSpan(sentence.Start, Math.Min(sentence.End, sentence.Start + 4))).Any();
        return (firm || named || known || other) && Supplies().IsMatch(document.Cut(party.ListStart - 6, 6));
    }

    /// <summary>「装进比亚迪的电动车」, 「比亚迪车里有我们的料」: the goods are a part of what the firm makes.</summary>
    public static bool GoesInto(DocumentText document, TextSpan clause, Party party)
    {
        ReadOnlySpan<char> after = document.Cut(new TextSpan(party.ListEnd, clause.End));
        return InsideAfter().IsMatch(after) || (IntoBefore().IsMatch(document.Cut(new TextSpan(clause.Start, party.ListStart))) && MadeAfter().IsMatch(after));
    }

    /// <summary>「经由A的电机进入B」, 「通过A供应B」: A buys, B is reached through it.</summary>
    public static bool Via(DocumentText document, TextSpan sentence, Party party) =>
        ViaBefore().IsMatch(document.Cut(new TextSpan(Math.Max(sentence.Start, party.ListStart - 8), party.ListStart)))
        && ViaAfter().IsMatch(document.Cut(new TextSpan(party.ListEnd, sentence.End)));

    [GeneratedRegex("""^(?!公司|本公司|我公司|该公司|本集团|集团)[\u4e00-\u9fff]{4,14}(?:集团|股份|公司|电气|重工|科技|汽车)(?:的|以|用|将|把|再|则)""", RegexOptions.CultureInvariant)]
    private static partial Regex OtherFirm();

    [GeneratedRegex("""(?:供应|供给|交付|卖给|销往|配套|供货给?|装上|用于)(?:给|了)?$""", RegexOptions.CultureInvariant)]
    private static partial Regex Supplies();

    [GeneratedRegex("""^(?:等[^，。；]{0,4})?的?(?:整车|新车|轿车|汽车|电动车|车|手机|电脑|空调|冰箱|飞机|列车)(?:里|上|内|中)(?:面)?(?:就|都|也)?(?:有|用|装|是|藏)""", RegexOptions.CultureInvariant)]
    private static partial Regex InsideAfter();

    [GeneratedRegex("""(?:装|用|走|进|到|上|放|落|流)(?:进|入|到|上|在|了)*$""", RegexOptions.CultureInvariant)]
    private static partial Regex IntoBefore();

    [GeneratedRegex("""^(?:等[^，。；]{0,4})?的?(?:[\u4e00-\u9fff]{0,6})(?:整车|新车|轿车|汽车|电动车|新能源车|乘用车|车型|车上|车里|车身|生产线|产线|总装线|装配线|手机|电脑|空调|冰箱|飞机|列车)""", RegexOptions.CultureInvariant)]
    private static partial Regex MadeAfter();

    [GeneratedRegex("""(?:经由?|通过|透过|借助|借道)(?:了)?$""", RegexOptions.CultureInvariant)]
    private static partial Regex ViaBefore();

    [GeneratedRegex("""^(?:的[^，。；]{1,10}?|等[^，。；]{0,6}?)?(?:间接)?(?:进入|用于|供应|供给|配套|装上|装进|装在|销往|交付|抵达|到|用在)""", RegexOptions.CultureInvariant)]
    private static partial Regex ViaAfter();
}
