using System.Buffers;
using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Companies;

/// <summary>Reads the other names of a company: those the text defines, and those that are made of the full name's characters.</summary>
internal static partial class AliasReader
{
    private const int LongestShortName = 10;

    private static readonly SearchValues<string> StatementWords = SearchValues.Create(
        ["以下称", "下称", "下文称", "用名", "原名", "原称", "前身", "名为", "前叫", "来叫", "去叫", "曾叫", "旧称", "曾名", "变更前", "更名", "改名", "改制", "简称", "英文", "外文", "品牌", "变更", "©", "Copyright", "(c)"], StringComparison.Ordinal);

    private static readonly string[] NoAliases = ["公司", "本公司", "发行人", "股份公司", "有限公司", "本企业", "企业", "我们", "申请人", "母公司", "子公司", "保荐人", "主承销商", "保荐机构", "挂牌公司", "集团", "the Company", "the Group", "the Issuer", "Company", "Issuer", "the issuer", "标的公司", "我司", "甲方", "乙方", "该公司", "主办券商", "简称"];

    /// <summary>Names defined in brackets or words directly behind the full name at <paramref name="name"/>.</summary>
    public static void Defined(DocumentText document, CompanyDraft company, CompanyName name)
    {
        int end = name.Span.End;
        ReadGlossary(document, company, name);
        ReadOnlySpan<char> rest = document.Cut(end, Math.Min(160, document.Text.Length - end));
        if (rest.Length == 0)
        {
            return;
        }

        if (rest[0] == '(' || (rest[0] == ' ' && rest.Length > 1 && rest[1] == '('))
        {
            int open = end + rest.IndexOf('('), close = Close(document.Text, open);
            TextSpan inside = new(open + 1, close);
            if (document.Cut(inside) is "公司简称" or "简称")
            {
                return;
            }

            bool former = Former().IsMatch(document.Cut(inside));
            bool defines = Definition().IsMatch(document.Cut(inside));
            bool any = false;
            foreach (ValueMatch quoted in Quoted().EnumerateMatches(document.Cut(inside)))
            {
                any |= Add(document, company, new TextSpan(inside.Start + quoted.Index + 1, inside.Start + quoted.Index + quoted.Length - 1), former);
            }

            Match plain = PlainDefinition().MatchIn(document.Text, inside.Start, inside.Length);
            if (!any && plain.Success)
            {
                any = Add(document, company, new TextSpan(plain.Groups["name"].Index, plain.Groups["name"].Index + plain.Groups["name"].Length), former);
            }

            if (!any && !defines && inside.Length is >= 2 and <= 10 && IsMadeOf(document.Cut(inside), document.Cut(name.Span.Start, name.Span.Length)))
            {
                any = Add(document, company, inside, former: false);
            }

            company.Introduced |= any || defines;
        }
        else if (AfterName().MatchIn(document.Text, end, rest.Length) is { Success: true } match)
        {
            company.Introduced |= Add(document, company, new TextSpan(match.Groups["name"].Index, match.Groups["name"].Index + match.Groups["name"].Length), former: false);
        }
    }

    /// <summary>「甲、甲股份　指　甲股份有限公司」: a line of a glossary.</summary>
    private static void ReadGlossary(DocumentText document, CompanyDraft company, CompanyName name)
    {
        int line = document.LineAt(name.Span.Start).Span.Start;
        Match match = Glossary().MatchIn(document.Text, line, name.Span.Start - line);
        int from = Math.Max(document.SentenceAt(name.Span.Start).Start, name.Span.Start - 80);
        Match inline = Means().MatchIn(document.Text, from, name.Span.Start - from);
        if (inline.Success)
        {
            foreach (Capture quoted in inline.Groups["name"].Captures)
            {
                company.Introduced |= document.Cut(quoted.Index, quoted.Length) is "发行人" or "本公司" or "公司" or "挂牌公司";
                Add(document, company, new TextSpan(quoted.Index, quoted.Index + quoted.Length), former: false);
            }
        }

        if (match.Success)
        {
            Group names = match.Groups["names"];
            foreach (TextSpan item in ItemList.Split(document.Text, new TextSpan(names.Index, names.Index + names.Length)))
            {
                if (item.Length <= LongestShortName)
                {
                    Add(document, company, item, former: false);
                }
            }
        }
    }

    /// <summary>Names that sentences about the company give: 简称“X”, 更名为, 前身, 原名, 英文名称.</summary>
    public static void Stated(DocumentText document, CompanyDraft company, bool alone)
    {
        foreach (Match match in document.Find(Statement(), StatementWords))
        {
            Group group = match.Groups["name"];
            TextSpan span = new(group.Index, group.Index + group.Length);
            bool former = match.Groups["former"].Success;
            string value = document.Value(span);
            bool related = IsMadeOf(document.Cut(span), document.Cut(company.First.Span.Start, company.First.Span.Length)) || alone;
            if (related && value != company.Name && !company.IsCalled(value))
            {
                Add(document, company, span, former);
            }
        }

        if (!document.Text.Contains("称)", StringComparison.Ordinal))
        {
            return;
        }

        foreach (Match match in MarkedShort().Matches(document.Text))
        {
            Group group = match.Groups["name"];
            int start = group.Index;
            while (start < group.Index + group.Length - 1 && !IsMadeOf(document.Cut(start, group.Index + group.Length - start), document.Cut(company.First.Span)))
            {
                start++;
            }

            if (group.Index + group.Length - start >= 2)
            {
                company.Introduced |= Add(document, company, new TextSpan(start, group.Index + group.Length), former: false);
            }
        }
    }

    /// <summary>Short forms that the text uses without defining them: the first two characters of the core, and what follows of it in order.</summary>
    public static void Derived(DocumentText document, CompanyDraft company, IReadOnlyList<CompanyName> names, Func<string, bool> isTaken)
    {
        string core = document.Text[company.First.Core.Start..company.First.Core.End];
        if (core.Length > 3 && char.IsAsciiLetterUpper(core[0]))
        {
            DerivedLatin(document, company, names, isTaken);
            return;
        }

        if (core.Length < 3 || !CharacterFolding.IsChinese(core[0]))
        {
            return;
        }

        string mark = core[..2], pool = core + (document.Cut(company.First.Span).IndexOf("股份") > 0 ? "股份" : string.Empty) + "科技集团";
        for (int at = document.Text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = document.Text.IndexOf(mark, at + 1, StringComparison.Ordinal))
        {
            if (names.Any(name => name.Span.Holds(at)))
            {
                continue;
            }

            int end = at + 2, used = 2;
            while (end < document.Text.Length && end - at < LongestShortName && pool.IndexOf(document.Text[end], used) is int next and >= 0)
            {
                used = next + 1;
                end++;
            }

            string value = document.Value(new TextSpan(at, end));
            bool isPlace = end < document.Text.Length && document.Text[end] is '区' or '县' or '市' or '省' or '镇' or '路';
            if (!isPlace && value.Length < core.Length + 3 && !isTaken(value) && !company.IsCalled(value))
            {
                company.Aliases.Add(value);
            }
        }
    }

    /// <summary>Of a Latin name the first word that is no place, where the text uses it alone.</summary>
    private static void DerivedLatin(DocumentText document, CompanyDraft company, IReadOnlyList<CompanyName> names, Func<string, bool> isTaken)
    {
        foreach (string word in company.Name.Split(' '))
        {
            TermHit? place = document.First(TermKind.Place, company.First.Span.Start, company.First.Span.End);
            bool isPlace = place is { } p && document.Text.AsSpan(p.Start, p.Length).SequenceEqual(word);
            if (word.Length < 4 || isPlace)
            {
                continue;
            }

            for (int at = document.Text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = document.Text.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                bool whole = (at == 0 || !char.IsAsciiLetterOrDigit(document.Text[at - 1])) && (at + word.Length == document.Text.Length || !char.IsAsciiLetterOrDigit(document.Text[at + word.Length]));
                if (whole && !names.Any(name => name.Span.Holds(at)) && !isTaken(word) && !company.IsCalled(word))
                {
                    company.Aliases.Add(word);
                    return;
                }
            }

            return;
        }
    }

    /// <summary>Whether every character of the short name stands in the long one, in order.</summary>
    public static bool IsMadeOf(ReadOnlySpan<char> shortName, ReadOnlySpan<char> longName)
    {
        int at = 0;
        foreach (char c in shortName)
        {
            if (c is '“' or '”' or '"')
            {
                continue;
            }

            int next = longName[at..].IndexOf(c);
            if (next < 0)
            {
                return false;
            }

            at += next + 1;
        }

        return shortName.Length > 0;
    }

    private static bool Add(DocumentText document, CompanyDraft company, TextSpan span, bool former)
    {
        string value = document.Value(span).Trim('“', '”', '"', '\'', '「', '」', ' ', '，', ',');
        if (value.Length < 2 || value.Length > 80 || NoAliases.Contains(value))
        {
            return value.Length >= 2 && value.Length <= 12;
        }

        List<string> list = former ? company.FormerNames : company.Aliases;
        if (value != company.Name && !list.Contains(value))
        {
            list.Add(value);
        }

        return true;
    }

    private static int Close(string text, int open)
    {
        int depth = 0;
        for (int i = open; i < Math.Min(text.Length, open + 200); i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return Math.Min(text.Length, open + 1);
    }

    [GeneratedRegex("""(?:“(?<name>[^”\n]{2,20})”(?:、|和|或|，)?)+(?:均|皆|系|是|即)?指(?:发行人(?:的)?(?:全资|控股)?子公司)?(?:的)?$""", RegexOptions.CultureInvariant)]
    private static partial Regex Means();

    [GeneratedRegex("""^\|? ?(?<names>[^\n指|]{2,40}?) *\|? *指 *\|? *$""", RegexOptions.CultureInvariant)]
    private static partial Regex Glossary();

    [GeneratedRegex("""以下简称|下称|下文称|简称|又称|统称|以下统称|简写|英文名|英文简称|曾用名|原名|前身|品牌|商号|字号|股票代码|证券代码|hereinafter|formerly|“|the "|“the""", RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex("""曾用名|原名|前身|formerly|原称""", RegexOptions.CultureInvariant)]
    private static partial Regex Former();

    [GeneratedRegex("""“[^”“]{2,60}”|"[^"]{2,60}"|'[^']{2,40}'""", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex("""\G(?:以?下(?:文)?(?:简|统)?称|简称|又称|英文名(?:称)?|英文简称|英文|曾用名|原名|前身|品牌|证券简称|股票简称|原称|formerly(?: known as)?|hereinafter(?: referred to as)?)[:为是]?[ ]?(?<name>[^，。；、:()]{2,60})""", RegexOptions.CultureInvariant)]
    private static partial Regex PlainDefinition();

    [GeneratedRegex("""\G[ ，,、]{0,12}(?:(?:母公司|子公司|全资子公司|控股子公司|本公司)[，, ]{0,3})?(?:以下简称|下称|下文称|简称|以下称|又称)(?:为|:)?[“"]?(?<name>[^“”"，。；、 ]{2,16})[”"]?""", RegexOptions.CultureInvariant)]
    private static partial Regex AfterName();

    [GeneratedRegex("""(?<former>(?:曾用名|原名|原称|前身(?:为|是|系|叫)?|此前名为|之前叫|以前叫|旧称|曾名|变更前(?:内容|名称)?|更名前(?:为|称)?|由)[:为是]?[ ]?[“"]?)(?<name>[\u4e00-\u9fff()A-Za-z]{4,40}?(?:公司|厂|合作社|集团|中心|社))[”"]?(?:更名为|改制|改名|变更为|，|。|；|\n|$|整体变更|\)|\()|(?:对外简称|统一简称|简称|证券简称|股票简称|英文名称?|英文简称|品牌名?)(?:为|是|:)?[ ]?[“"](?<name>[^“”"\n]{2,60})[”"]|(?:以下简称|以下称|下称|下文称|简称)(?<name>[\u4e00-\u9fff]{2,8}?)(?=[，。)；]|$)|(?:英文名称?|英文简称|英文全称|外文名称)[:为]?[ ]*(?<name>[A-Z][A-Za-z.,&()' \-]{4,80}[A-Za-z.])|(?<former>之前叫|以前叫|此前叫|原来叫|过去叫|曾叫|原名叫)[“"](?<name>[^“”"\n]{4,40})[”"]|(?:©|Copyright|\(c\))[ ]?(?:\d{4}[-\d ]*)?(?<name>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3})(?=\. All|[ ]All rights)""", RegexOptions.CultureInvariant)]
    private static partial Regex Statement();

    [GeneratedRegex("""(?<name>[\u4e00-\u9fff]{2,12})\((?:公司简称|简称|下称|以下简称)\)""", RegexOptions.CultureInvariant)]
    private static partial Regex MarkedShort();
}
