using System.Buffers;
using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Companies;

/// <summary>Finds full company names: backwards from a legal form to the place, the verb or the mark at which the name begins.</summary>
internal static partial class CompanyNameReader
{
    private const int LongestName = 36;
    private const int LongestWordBeforePlace = 3;

    private static readonly SearchValues<string> EnglishForms = SearchValues.Create(
        ["Ltd", "Limited", "Inc", "Corp", "LLC", "L.L.C", "GmbH", " AG", "S.A.", "S.p.A", "S.r.l", "B.V.", "N.V.", "PLC", "plc", "K.K.", " Oy", " AB", "A/S"], StringComparison.Ordinal);

    /// <param name="document">The text.</param>
    /// <param name="registered">Whether it is a register's: there, whatever stands behind the label of a name is one, shops and studios without a legal form too.</param>
    public static List<CompanyName> Read(DocumentText document, bool registered = false)
    {
        List<CompanyName> names = WithLegalForm(document);
        if (registered)
        {
            foreach (Match match in Labelled().Matches(document.Text))
            {
                Group name = match.Groups["name"];
                TextSpan span = new(name.Index, name.Index + name.Value.TrimEnd().Length);
                if (!names.Exists(other => other.Span.Overlaps(span)))
                {
                    int core = AfterPlaces(document, span.Start, span.End);
                    names.Add(new CompanyName(span, new TextSpan(core < span.End ? core : span.Start, span.End)));
                }
            }

            names.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        }

        return names;
    }

    private static List<CompanyName> WithLegalForm(DocumentText document)
    {
        List<CompanyName> names = [];
        int after = 0;
        foreach (Match form in LegalForm.Matches(document.Text).Concat(Factory().Matches(document.Text)).OrderBy(m => m.Index))
        {
            if (form.Index < after)
            {
                continue;
            }

            int end = form.Index + form.Length;
            int start = Begin(document, form.Index, after);
            int core = AfterPlaces(document, start, form.Index);
            if (start >= 0 && form.Index - core >= 2 && document.Cut(new TextSpan(start, form.Index)).IndexOf('某') < 0 && document.Text[form.Index - 1] is not ('的' or '立' or '家' or '型')
                && (form.Value is [.., ')'] || form.Value is not ['厂', ..] and not [.., '行' or '部' or '场' or '店' or '室'] || IsFactoryName(document, start, form.Index)))
            {
                names.Add(new CompanyName(new TextSpan(start, end), new TextSpan(core, form.Index)));
                after = end;
            }
        }

        if (!document.Text.AsSpan().ContainsAny(EnglishForms))
        {
            return names;
        }

        foreach (ValueMatch match in EnglishName.EnumerateMatches(document.Text))
        {
            int start = match.Index + Leading().MatchIn(document.Text, match.Index, match.Length).Length;
            names.Add(new CompanyName(new TextSpan(start, match.Index + match.Length), new TextSpan(start, match.Index + match.Length)));
        }

        return names;
    }

    private static int Begin(DocumentText document, int form, int after)
    {
        int start = form;
        while (start > after && form - start < LongestName && Continues(document.Text, ref start))
        {
        }

        int boundary = start;
        foreach (TermHit hit in document.Within(TermKind.Boundary, new TextSpan(start, form)))
        {
            bool leavesName = form - hit.End >= 4;
            if (leavesName && hit.End > boundary && (hit.Length > 1 || IsParticle(document, hit, boundary, form)))
            {
                boundary = hit.End;
            }
        }

        TermHit? first = null;
        foreach (TermHit place in document.Within(TermKind.Place, new TextSpan(boundary, form)))
        {
            bool bracketed = place.Start > 0 && document.Text[place.Start - 1] == '(';
            if (!bracketed && (first is null || place.Start < first.Value.Start) && form - place.End >= 2)
            {
                first = place;
            }
        }

        int begin = first is { } p && p.Start - boundary > LongestWordBeforePlace ? p.Start : boundary;
        while (begin < form && document.Text[begin] is '的' or '了' or '在' or ' ')
        {
            begin++;
        }

        return begin;
    }

    /// <summary>A works is a name only behind a place; 热力公司和化工厂 names nobody.</summary>
    private static bool IsFactoryName(DocumentText document, int start, int form) =>
        form - start >= 5 && document.First(TermKind.Place, start, form) is { } place && place.Start == start && document.Cut(new TextSpan(start, form)).IndexOfAny('和', '的') < 0;

    /// <summary>One-character boundaries also occur inside names; they cut only where a place follows or the rest still reads as a name.</summary>
    private static bool IsParticle(DocumentText document, TermHit hit, int boundary, int form)
    {
        char c = document.Text[hit.Start];
        bool placeFollows = document.First(TermKind.Place, hit.End, form) is { } place && place.Start == hit.End;
        bool firmFollows = document.First(TermKind.Firm, hit.End, form) is { } firm && firm.Start == hit.End;
        bool insidePlace = document.Within(TermKind.Place, new TextSpan(Math.Max(0, hit.Start - 3), form)).Any(p => p.Start <= hit.Start && p.End > hit.Start);
        if (insidePlace)
        {
            return false;
        }

        return placeFollows || firmFollows || c is '是' or '系' or '被' or '把' or '了' or '于' or '的' or '叫'
            || (c is '与' or '由' or '向' or '对' or '给' or '从' or '在' or '将' or '属' && form - hit.End >= 6 && hit.Start - boundary >= 1)
            || (c is '和' or '及' or '为' or '有' && hit.Start > boundary && form - hit.End >= 6 && hit.Start - boundary != 1);
    }

    private static bool Continues(string text, ref int start)
    {
        char c = text[start - 1];
        if (c == ')')
        {
            int open = text.LastIndexOf('(', start - 1, Math.Min(start, 8));
            if (open > 0 && start - 1 - open is >= 2 and <= 6 && text.AsSpan(open + 1, start - 2 - open).IndexOfAny("、，。 ") < 0)
            {
                start = open;
                return true;
            }

            return false;
        }

        if (CharacterFolding.IsChinese(c) || char.IsAsciiLetterOrDigit(c) || c is '·' or '&')
        {
            start--;
            return true;
        }

        return false;
    }

    private static int AfterPlaces(DocumentText document, int start, int form)
    {
        int core = start;
        for (TermHit? place = At(core); place is { } p && form - p.End >= 2; place = At(core))
        {
            core = p.End;
        }

        if (core < form - 2 && document.Text[core] is '省' or '市' or '区' or '县')
        {
            core++;
        }

        return core + 2 < form && document.Text[core] == '(' ? document.Text.IndexOf(')', core) + 1 : core;

        TermHit? At(int offset) => document.First(TermKind.Place, offset, form) is { } hit && hit.Start == offset ? hit : null;
    }

    private static readonly Regex LegalForm = LongPattern.Of("""(?:集团股份有限公司|集团有限责任公司|集团有限公司|股份有限责任公司|股份有限公司|有限责任公司|有限公司|集团股份公司|集团公司|股份公司|总公司)(?:[\u4e00-\u9fff]{2,8}(?:分公司|支公司|分厂|分院|分店|分部|分所|分行|分社|办事处|营业部|门市部))?|(?:商行|经营部|批发部|门市部|加工部|养殖场|家具店|五金店|工作室|事务所|化工厂|[厂店部行社坊馆场园所室院])\((?:普通合伙|有限合伙|特殊普通合伙|个体工商户|个人独资|普通合伙企业|有限合伙企业|个人独资企业)\)|农民专业合作社联合社|农民专业合作社|专业合作社|合作联社|合作社|家庭农场|有限合伙企业|合伙企业\((?:有限|普通)合伙\)""");

    [GeneratedRegex("""(?<=^|[ |，])(?:企业名称|公司名称|名 {0,6}称|单位名称|字号名称|主体名称|机构名称|市场主体名称|企业\(机构\)名称|经营者名称|中文名称|全称|[Cc]ompany [Nn]ame|companyName|Name)[ ]*[:|][ ]*(?<name>[\p{L}\d][^\n:|，。；;“”]{1,40}?)(?=$|\n|\||，|；|;| {2,}|。)""", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Labelled();

    [GeneratedRegex("""(?:商行|经营部|批发部|门市部|加工部|养殖场|家具店|五金店|工作室|种植园|农庄|茶厂|酒厂|木器厂|石材厂)(?![\u4e00-\u9fff(])|厂(?<=(?:制品|机械|材料|电器|电子|五金|化工|食品|纺织|服装|塑料|橡胶|玻璃|陶瓷|家具|配件|仪表|设备|轴承|阀门|水泵|电缆|涂料|制药|酿造|印刷|包装|模具|铸造|锻造|木业|水泥|砖瓦|粮油|饲料|机床|工具|电机|染整|印染|针织|工艺品|五交化|零件|加工|汽配|总)厂)(?![家房商区长里内])""", RegexOptions.CultureInvariant)]
    private static partial Regex Factory();

    private static readonly Regex EnglishName = LongPattern.Of("""\b(?:[A-Z][\w'&\-.]*|\d+[A-Z]\w*)(?:[ ](?:\([A-Z][\w ]+\)|[A-Z&][\w'&\-]*|of|and|for|de)){0,8}?,?[ ](?:\([A-Z][a-z]+\) )?(?:(?:Group |Holdings? )?(?:Co\. ?, ?Ltd\b\.?|Co\.,? Limited|Company Limited|Co\., Inc\.|Inc\b\.?|Incorporated|Corporation|Corp\b\.?|Limited|Ltd\b\.?|LLC|L\.L\.C\.|GmbH(?: & Co\. KG)?|AG|S\.A\.|S\.p\.A\.|S\.r\.l\.|B\.V\.|N\.V\.|PLC|plc|K\.K\.|Pte\.? Ltd\.?|Oy|AB|A/S))(?![\w])""");

    [GeneratedRegex("""\G(?:(?:The|In|At|By|From|For|With|And|But|When|While|Its|Our|Customer|Customers|Supplier|Link|Of|Registered|Copyright|Welcome|To|About|Meet) |(?:[A-Z][a-z]+ )?[A-Z][a-z]+-based )+""", RegexOptions.CultureInvariant)]
    private static partial Regex Leading();
}
