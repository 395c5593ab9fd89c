using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Patents;

/// <summary>Finds the numbers of patents that a text states, and whose, of which kind and of which date they are.</summary>
internal static partial class PatentFigureReader
{
    private const int NearType = 10;
    private const int Farthest = 120;

    public static List<PatentFigure> Read(DocumentText document, Roster roster, Ownership ownership)
    {
        List<PatentFigure> figures = [];
        foreach (TextSpan sentence in document.Sentences)
        {
            bool topic = Topic().IsMatch(document.Cut(sentence)) || GoesOn(document, sentence);
            bool underHeading = !topic && document.LineAt(sentence.Start) is { Heading: >= 0 } line && (Topic().IsMatch(document.Cut(document.Lines[line.Heading].Span)) || Above(document, line));
            if ((topic || underHeading) && !ReadApart(document, roster, sentence, figures))
            {
                ReadSentence(document, roster, ownership, sentence, figures);
            }
        }

        return figures;
    }

    /// <summary>「自己名下的证……十六件；排队审着的还有五件」: the sentence before, on the same line, spoke of patents.</summary>
    private static bool GoesOn(DocumentText document, TextSpan sentence)
    {
        TextSpan line = document.LineAt(sentence.Start).Span;
        return sentence.Start > line.Start && Continued().IsMatch(document.Cut(sentence))
            && Topic().IsMatch(document.Cut(new TextSpan(Math.Max(line.Start, sentence.Start - Farthest), sentence.Start)));
    }

    private static bool Above(DocumentText document, TextLine line)
    {
        TextLine heading = document.Lines[line.Heading];
        return heading.Heading >= 0 && Topic().IsMatch(document.Cut(document.Lines[heading.Heading].Span)) && line.Span.Length < 60;
    }

    /// <summary>「A和B分别拥有专利38项和17项」: the figures go to the companies in their order.</summary>
    private static bool ReadApart(DocumentText document, Roster roster, TextSpan sentence, List<PatentFigure> figures)
    {
        foreach (Match match in Apart().In(document.Text, sentence))
        {
            int[] companies = [.. roster.Within(new TextSpan(sentence.Start, match.Index)).Where(m => roster.Companies[m.Company].Introduced).Select(m => m.Company).Distinct()];
            Match[] numbers = [.. Counted.In(document.Text, new TextSpan(match.Index, sentence.End))];
            if (companies.Length < 2 || numbers.Length < companies.Length)
            {
                continue;
            }

            for (int i = 0; i < companies.Length; i++)
            {
                TextSpan span = new(numbers[i].Index, numbers[i].Index + numbers[i].Length);
                if (Numerals.Read(numbers[i].Groups["n"].ValueSpan) is { } number)
                {
                    figures.Add(new PatentFigure(span, number, PatentFigureKind.Total, companies[i], PatentDate.Of(document, sentence, span), IsGroup: false, IsOwn: false, sentence.Start));
                }
            }

            foreach (Match rest in Latter.In(document.Text, new TextSpan(numbers[companies.Length - 1].Index, sentence.End)))
            {
                if (Numerals.Read(rest.Groups["n"].ValueSpan) is { } number)
                {
                    TextSpan span = new(rest.Groups["n"].Index, rest.Index + rest.Length);
                    figures.Add(new PatentFigure(span, number, PatentFigureKind.Pending, rest.Value[0] == '前' ? companies[0] : companies[^1], PatentDate.Of(document, sentence, span), IsGroup: false, IsOwn: false, sentence.Start));
                }
            }

            return true;
        }

        return false;
    }

    private static void ReadSentence(DocumentText document, Roster roster, Ownership ownership, TextSpan sentence, List<PatentFigure> figures)
    {
        foreach (Match match in Figure.In(document.Text, sentence))
        {
            TextSpan span = new(match.Index, match.Index + match.Length);
            Group digits = match.Groups["n"];
            if (Vague(document, match) || Numerals.Read(document.Cut(digits.Index, digits.Length)) is not { } number)
            {
                continue;
            }

            if (IsHearsay(document, sentence, span) || NoneOrOthers().IsMatch(document.Cut(span.End, sentence.End - span.End)))
            {
                continue;
            }

            TextSpan clause = PatentClause(document, sentence, span);
            if (Kind(document, sentence, clause, span, figures) is not { } kind || NotPatents().IsMatch(document.Cut(new TextSpan(Math.Max(clause.Start, span.Start - 14), Math.Min(clause.End, span.End + 8)))))
            {
                continue;
            }

            bool pending = IsPending(document, clause, span);
            if (!pending && (document.Has(TermKind.Licensed, clause) || document.Has(TermKind.Lapsed, clause) || document.Has(TermKind.Part, clause) || Shared().IsMatch(document.Cut(clause)) || Other().IsMatch(document.Cut(clause))))
            {
                continue;
            }

            int company = PatentFigureOwner.Of(document, roster, ownership, sentence, span);
            if (company < 0)
            {
                continue;
            }

            bool own = document.Has(TermKind.Own, clause);
            bool group = !own && IsOfGroup(document, new TextSpan(sentence.Start, span.Start));
            figures.Add(new PatentFigure(span, number, pending ? PatentFigureKind.Pending : kind, company, PatentDate.Of(document, sentence, span), group, own, sentence.Start));
        }
    }

    /// <summary>A figure of the group, unless a word such as 其中母公司 has narrowed it since.</summary>
    private static bool IsOfGroup(DocumentText document, TextSpan before)
    {
        int group = -1, own = -1;
        foreach (TermHit hit in document.Within(TermKind.Group, before))
        {
            group = hit.Start;
        }

        foreach (TermHit hit in document.Within(TermKind.Own, before))
        {
            own = hit.Start;
        }

        return group > own;
    }

    /// <summary>A figure in quotation marks that the text goes on to correct.</summary>
    private static bool IsHearsay(DocumentText document, TextSpan sentence, TextSpan figure)
    {
        ReadOnlySpan<char> before = document.Cut(new TextSpan(sentence.Start, figure.Start));
        return before.LastIndexOf('“') > before.LastIndexOf('”') && Hearsay().IsMatch(document.Cut(sentence));
    }

    private static bool Vague(DocumentText document, Match match)
    {
        Group digits = match.Groups["n"];
        ReadOnlySpan<char> before = document.Cut(Math.Max(0, digits.Index - 3), Math.Min(3, digits.Index));
        return match.Groups["vague"].Success || VagueBefore().IsMatch(before);
    }

    /// <summary>The words between the marks around a number; a mark inside brackets counts too.</summary>
    private static TextSpan PatentClause(DocumentText document, TextSpan sentence, TextSpan span)
    {
        int start = span.Start, end = span.End;
        while (start > sentence.Start && document.Text[start - 1] is not ('，' or '、' or '(' or ')' or '|' or '/' or '·') && !(document.Text[start - 1] == ':' && !LabelBefore().IsMatch(document.Cut(sentence.Start, start - 1 - sentence.Start))) && !(document.Text[start - 1] == ' ' && start > 1 && document.Text[start - 2] == ','))
        {
            start--;
        }

        while (end < sentence.End && document.Text[end] is not ('，' or '、' or '(' or ')' or '|' or '/' or '·') && !(document.Text[end] == ',' && end + 1 < sentence.End && document.Text[end + 1] == ' '))
        {
            end++;
        }

        return new TextSpan(start, end);
    }

    private static PatentFigureKind? Kind(DocumentText document, TextSpan sentence, TextSpan clause, TextSpan span, List<PatentFigure> figures)
    {
        Match before = TypeBefore().MatchIn(document.Text, Math.Max(clause.Start, span.Start - 24), span.Start - Math.Max(clause.Start, span.Start - 24));
        Match after = TypeAfter.MatchIn(document.Text, span.End, Math.Min(30, sentence.End - span.End));
        bool belongsToNext = after.Success && Joined().IsMatch(before.Groups["gap"].ValueSpan);
        string? word = before.Success && !belongsToNext && before.Groups["gap"].Length <= NearType ? before.Groups["type"].Value : after.Success ? after.Groups["type"].Value : null;
        if (word is not null)
        {
            return word[0] switch
            {
                '发' or 'i' or 'I' => PatentFigureKind.Invention,
                '实' or 'u' or 'U' => PatentFigureKind.UtilityModel,
                '外' or 'd' or 'D' => PatentFigureKind.Design,
                _ when word.EndsWith("invention", StringComparison.Ordinal) => PatentFigureKind.Invention,
                _ => PatentFigureKind.Total,
            };
        }

        if (DirectlyPending().IsMatch(document.Cut(new TextSpan(Math.Max(sentence.Start, span.Start - 16), span.Start))))
        {
            return PatentFigureKind.Pending;
        }

        ReadOnlySpan<char> left = document.Cut(clause.Start, span.Start - clause.Start);
        bool splitFollows = SplitFollows().IsMatch(document.Cut(span.End, Math.Min(14, sentence.End - span.End)));
        bool counted = TotalVerb().IsMatch(left) || splitFollows || (document.Has(TermKind.Own, clause) && Unit().IsMatch(document.Cut(span)));
        return counted && Unit().IsMatch(document.Cut(span)) ? PatentFigureKind.Total : null;
    }

    private static bool IsPending(DocumentText document, TextSpan clause, TextSpan span)
    {
        if (!document.Has(TermKind.Pending, clause))
        {
            return Announced().IsMatch(document.Cut(Math.Max(0, clause.Start - 10), Math.Min(10, clause.Start)));
        }

        return !GrantedWord().IsMatch(document.Cut(clause.Start, span.End - clause.Start)) || PendingNoun().IsMatch(document.Cut(span.Start, clause.End - span.Start));
    }

    [GeneratedRegex("""分别(?:拥有|持有|有|获得|取得|已获|获)[^，。；]{0,10}专利|专利(?:数量?|总数)?(?:各|则)?分别(?:为|是|有|达)""", RegexOptions.CultureInvariant)]
    private static partial Regex Apart();

    private static readonly Regex Counted = LongPattern.Of("""(?<n>""" + Numerals.Pattern + """)\s?(?:项|件|个)""");

    [GeneratedRegex("""专利|实用新型|外观设计|[件项]申请|[件项]发明(?!人)|[Pp]atent|发明(?:\d|[^，。；]{0,3}[一二三四五六七八九十\d]+ ?[项件])|utility model|applications?""", RegexOptions.CultureInvariant)]
    private static partial Regex Topic();

    private static readonly Regex Figure = LongPattern.Of("""(?<n>""" + Numerals.Pattern + """)(?<vague>[余多来几]|\+)?\s?(?<unit>项|件|个|款|篇|本|张)?(?(unit)|(?=\s?(?:utility|invention|design|patent|granted|pending|applications?|filings?|are|further|more|additional|other|national|Chinese|domestic|in total|authori[sz]ed|of |issued|valid|active)|[^\d年月日.%万亿号类期]{0,1}(?:$|[，。；、)])))""");

    [GeneratedRegex("""(?<type>实用新型专利证书|外观设计专利证书|发明专利证书|实用新型专利|实用新型|外观设计专利|外观设计|外观专利|外观|发明专利|发明|授权专利|有效专利|专利权|专利总数|专利证书|专利|授权)(?<gap>[^，。；、()\d]{0,12}?)$""", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex TypeBefore();

    private static readonly Regex TypeAfter = LongPattern.Of("""\G ?(?:的)?(?:国家|国内|境内|境外|国际|中国|授权的?|已授权的?|获授权的?|有效的?|核心|自主|相关|技术|已获授权的?|注册|累计|登记|各类|现行|在册|granted|valid|active|Chinese|domestic|national|issued|authori[sz]ed|further|more|additional|other|pending| )*(?<type>实用新型专利|实用新型|外观设计专利|外观设计|外观专利|外观|发明专利|发明|专利|申请|授权(?!软|商|经)|patents? for invention|patents?|invention|utility|design|applications?|filings?|granted)""");

    [GeneratedRegex("""^ ?(?:专利|权)?(?:和|与|及|以及|,? and )""", RegexOptions.CultureInvariant)]
    private static partial Regex Joined();

    [GeneratedRegex("""证|发明|名下|授权|申请|受理|审|实用|外观|granted|filed|filing|pending""", RegexOptions.CultureInvariant)]
    private static partial Regex Continued();

    private static readonly Regex Latter = LongPattern.Of("""[前后]者[^，。；\d]{0,6}?(?<n>""" + Numerals.Pattern + """)\s?(?:项|件|个)(?:专利)?申请[^，。；]{0,8}""");

    [GeneratedRegex("""^ ?\((?:其中|发明|实用新型|外观|均为|含|包括|\d+ invention|[a-z]+ invention)""", RegexOptions.CultureInvariant)]
    private static partial Regex SplitFollows();

    [GeneratedRegex("""持有|拥有|共有?|合计|总计|总数|总量|达到?|更新为|增至|增加到|升至|上升到|名下|登记|取得|获得|累计|授权|现有|为|有|只有|已获|:|专利""", RegexOptions.CultureInvariant)]
    private static partial Regex TotalVerb();

    [GeneratedRegex("""项|件|个|本|张""", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();

    [GeneratedRegex("""[约近逾超达过上数几]$|超过$|突破$|接近$|将近$|大约$|不少于$|至少$|over $|about $|some $|than $|around $|nearly $|ly $""", RegexOptions.CultureInvariant)]
    private static partial Regex VagueBefore();

    [GeneratedRegex("""软件著作权|软著|著作权|商标|布图设计|知识产权|标准|论文|奖|产品|项目|客户|认证|资质|(?<!专利)证书|标包|软件|作品|域名|荣誉|copyright|trademark""", RegexOptions.CultureInvariant)]
    private static partial Regex NotPatents();

    [GeneratedRegex("""(?:申请中|在审|审查中|受理中|在申请|受理|待授权|审中):?[^，。]{0,8}$""", RegexOptions.CultureInvariant)]
    private static partial Regex DirectlyPending();

    [GeneratedRegex("""已?授权|有效|已获|granted""", RegexOptions.CultureInvariant)]
    private static partial Regex GrantedWord();

    [GeneratedRegex("""专利申请|件申请|项申请|申请中|受理|审查|在审|审中|实审|审着|送审|没下证|未下证|pending|application|filing|examination""", RegexOptions.CultureInvariant)]
    private static partial Regex PendingNoun();

    [GeneratedRegex("""(?:申请中|在审|审查中|受理中|在申请):?[^，。；;]{0,4}$""", RegexOptions.CultureInvariant)]
    private static partial Regex Announced();

    [GeneratedRegex("""^(?:件|项)?(?:发明|实用新型|外观设计|外观|专利)?(?:专利)?(?:都|也)(?:没|未|无)|^[^。；]{0,30}与(?:发行人|公司|本公司|主体)(?:的)?(?:业务|经营)?无[涉关]""", RegexOptions.CultureInvariant)]
    private static partial Regex NoneOrOthers();

    [GeneratedRegex("""写成|报道|号称|自称|宣传|流传|网传|传闻|误|不对|不准|相加|更正|媒体|说法|所谓|坊间|手册|官网""", RegexOptions.CultureInvariant)]
    private static partial Regex Hearsay();

    [GeneratedRegex("""(?:专利|实用新型|发明|外观设计|外观)(?:数|数量|总数|情况|权)?$""", RegexOptions.CultureInvariant)]
    private static partial Regex LabelBefore();

    [GeneratedRegex("""[与和同][^，。；]{2,24}共有|共有(?:专利|的)|共同(?:拥有|所有)""", RegexOptions.CultureInvariant)]
    private static partial Regex Shared();

    [GeneratedRegex("""股东|大学|研究院|许可方|控股股东|竞争|同行|客户|关联方|实际控制人|个人名下|创始人|[Rr]ival|[Cc]ompetitor|[Uu]niversity""", RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}
