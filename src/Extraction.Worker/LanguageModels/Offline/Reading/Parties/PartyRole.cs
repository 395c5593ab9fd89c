using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Parties;

/// <summary>What a named firm is to the company spoken of, by the words around the list it stands in.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Dropped">Whether the text says that it buys no longer, not yet or not at all.</param>
internal readonly partial record struct PartyRole(Relation Relation, bool Dropped)
{
    private static readonly AnyOf Buying = new("sale", """买(?!方市场)|用(?:的|着|上)?(?:就|都|全)?是(?:我们|公司|其|它)|(?:我们|公司|其|它)(?:家)?的(?:机器|设备|货|产品|料|件|东西)|签(?:了|下|约)|做了[一二三四五六七八九十\d]+年|orders?|buys?|customers?|shipments?""");

    private static readonly AnyOf Aside = new("no-sale", """从[^，。；]{1,14}(?:买|购|进|拿)|向[^，。；]{1,14}(?:买|购|采购|订货|进货|租)|中标[^，。；]{0,4}\d|不(?!仅|但|断|同|锈)|licen[cs]e""");

    private const int LongestQuestion = 40;
    private const int LongestWeighed = 120;

    public static PartyRole Of(DocumentText document, Roster roster, Party party, IReadOnlyCollection<string> names)
    {
        TextSpan sentence = document.SentenceAt(party.Span.Start);
        TextSpan clause = Clause(document, sentence, party);
        Relation relation = Behind(document, clause, party);
        if (relation == Relation.None || (relation == Relation.Supplier && Before(document, new TextSpan(clause.Start, party.ListStart)) == Relation.Customer))
        {
            relation = Before(document, new TextSpan(clause.Start, party.ListStart));
        }

        if (relation == Relation.None)
        {
            relation = Before(document, new TextSpan(sentence.Start, party.ListStart));
        }

        if (relation == Relation.Supplier && Preposition(document, clause, party.ListStart) == ' ' && Before(document, new TextSpan(sentence.Start, party.ListStart)) == Relation.Customer)
        {
            relation = Relation.Customer;
        }

        if (relation == Relation.None)
        {
            relation = AfterQuestion(document, sentence);
        }

        bool weak = false;
        if (relation == Relation.None)
        {
            relation = UnderHeading(document, party);
            weak = true;
        }

        if (relation == Relation.Customer && Onward().IsMatch(document.Cut(new TextSpan(Math.Max(sentence.Start, clause.Start - 16), party.ListStart))))
        {
            relation = Relation.EndCustomer;
        }

        if (relation is Relation.Customer or Relation.None && Through().IsMatch(document.Cut(new TextSpan(sentence.Start, party.ListStart))))
        {
            relation = Relation.EndCustomer;
        }

        if (relation is Relation.Customer or Relation.None && Reached().IsMatch(document.Cut(new TextSpan(sentence.Start, party.ListStart))))
        {
            relation = Relation.EndCustomer;
        }

        if (relation is not (Relation.Bystander or Relation.Supplier) && Detours.GoesInto(document, clause, party))
        {
            relation = Relation.EndCustomer;
        }

        if (relation == Relation.EndCustomer && Orders().IsMatch(document.Cut(new TextSpan(party.ListEnd, sentence.End))))
        {
            relation = Relation.Customer;
        }

        if (Detours.Via(document, sentence, party))
        {
            relation = Relation.Customer;
        }

        if (relation == Relation.Customer && Detours.SpokenOfAnother(document, roster, sentence, party, names))
        {
            relation = Relation.EndCustomer;
        }

        relation = relation == Relation.None && party is { Told: Relation.None, Company: < 0 } && sentence.Length < LongestWeighed ? Weigh(document, clause, sentence) : relation;
        relation = party.Told is Relation.None || (relation == Relation.EndCustomer && party.Told == Relation.Customer) ? relation : party.Told;
        if (relation is Relation.Customer or Relation.EndCustomer && IsScholar(document, party, sentence))
        {
            relation = Relation.None;
        }

        if (relation == Relation.Customer && Indirect().IsMatch(document.Cut(new TextSpan(party.ListEnd, Math.Min(document.Text.Length, party.ListEnd + 50)))))
        {
            relation = Relation.EndCustomer;
        }

        if (relation is Relation.Customer or Relation.EndCustomer && Partner().IsMatch(document.Cut(party.Span.End, 14)))
        {
            relation = Relation.Bystander;
        }

        bool dropped = relation is not Relation.None && DroppedParties.IsDropped(document, sentence, clause, party);
        return new PartyRole(relation, dropped) { Weak = weak && party.Told is Relation.None };
    }

    /// <summary>Whether only a heading or the words of the whole sentence speak for the relation, no word that governs the firm.</summary>
    public bool Weak { get; private init; }

    /// <summary>A university, an institute, a society or a laboratory beside words of research, licence or testing is no buyer.</summary>
    private static bool IsScholar(DocumentText document, Party party, TextSpan sentence) =>
        Scholar().IsMatch(document.Cut(party.Span)) && Research().IsMatch(document.Cut(sentence));

    [GeneratedRegex("""(?:大学|学院|研究院|研究所|研究总院|设计院|科学院|实验室|协会|学会|联盟|标准化技术委员会|检测中心|认证中心|University|Institute|Academy|Association|College)$""", RegexOptions.CultureInvariant)]
    private static partial Regex Scholar();

    [GeneratedRegex("""许可|专利|共建|共有|联合|合作(?!社)|产学研|博士后|院士|研发|课题|项目组|论文|检测|认证|标准|会员|委托(?!加工)|培训|实习|成果|转让|实验|licen[cs]e|patent|joint|research|test""", RegexOptions.CultureInvariant)]
    private static partial Regex Research();

    [GeneratedRegex("""^[^。；;\n]{0,30}(?:二者|两者|两家|三者|它们|此[两二三]家[\u4e00-\u9fff]{0,4}|后者|这[两三二]家|其|业主|车厂|整车厂)?(?:均|都|也|皆)?(?:不是|并非|非|不属于)(?:[^，。；\n]{0,10})(?:直接(?:买家|客户|采购方|用户|买方|交易)|债务人|直接的)|^[^。；\n]{0,30}(?:不发生结算|不直接结算|无直接(?:购销|结算|往来|交易)|没有直接(?:购销|结算|往来|交易)|的账和它不相干|并不直接)""", RegexOptions.CultureInvariant)]
    private static partial Regex Indirect();

    [GeneratedRegex("""^\([^)]{0,8}(?:伙伴|方案|共建|合作|检测|认证|投资|供应商|供方|协办|联合|生态|非客户|股东)""", RegexOptions.CultureInvariant)]
    private static partial Regex Partner();

    /// <summary>Where no word governs the firm, the words of buying in its clause, else in its sentence, unless one of supply, rivalry or capital stands there too.</summary>
    private static Relation Weigh(DocumentText document, TextSpan clause, TextSpan sentence)
    {
        ReadOnlySpan<char> near = document.Cut(clause), whole = document.Cut(sentence);
        return Aside.IsIn(whole) ? Relation.None : Buying.IsIn(near) || (whole.Length < 80 && Buying.IsIn(whole)) ? Relation.Customer : Relation.None;
    }

    /// <summary>Words behind the list in its clause.</summary>
    private static Relation Behind(DocumentText document, TextSpan clause, Party party)
    {
        char preposition = Preposition(document, clause, party.ListStart);
        foreach (TermHit hit in Longest(document, new TextSpan(party.ListEnd, clause.End)))
        {
            RelationCue cue = document.Lexicons.Relations[hit.Payload];
            Relation relation = preposition switch
            {
                '为' or '向' or '给' or '对' or '与' or '和' or '替' or '跟' or '同' => cue.Toward,
                '从' or '由' or '自' or '找' or '经' => cue.From,
                _ => cue.Left,
            };
            if (relation != Relation.None)
            {
                return ToUs().IsMatch(document.Cut(new TextSpan(party.ListEnd, hit.End))) && relation == Relation.Customer && cue.Term is "供应" or "供货" or "销售" ? Relation.Supplier : relation;
            }
        }

        return Relation.None;
    }

    /// <summary>Words before the list: the nearest that governs what follows.</summary>
    private static Relation Before(DocumentText document, TextSpan span)
    {
        Relation relation = Relation.None;
        foreach (TermHit hit in Longest(document, span))
        {
            RelationCue cue = document.Lexicons.Relations[hit.Payload];
            relation = cue.Right != Relation.None ? cue.Right : relation;
        }

        return relation;
    }

    /// <summary>「谁在买？A、B。」: the question governs its answer.</summary>
    private static Relation AfterQuestion(DocumentText document, TextSpan sentence)
    {
        if (sentence.Start < 2)
        {
            return Relation.None;
        }

        TextSpan before = document.SentenceAt(sentence.Start - 1);
        if (before.End <= sentence.Start && before.Length is > 0 and < LongestQuestion && document.Text[before.End - 1] is '？' or '?')
        {
            return Asked(document, before);
        }

        int line = document.LineIndexAt(sentence.Start);
        TextSpan above = line > 0 ? document.Lines[line - 1].Span : new TextSpan(0, 0);
        return above.Length is > 0 and < 2 * LongestQuestion && document.Text[above.End - 1] is '？' or '?' ? Asked(document, above) : Relation.None;
    }

    /// <summary>What a question asks for: 谁在用, 卖给谁.</summary>
    private static Relation Asked(DocumentText document, TextSpan question)
    {
        Relation relation = Before(document, question);
        foreach (TermHit hit in Longest(document, question))
        {
            RelationCue cue = document.Lexicons.Relations[hit.Payload];
            relation = relation == Relation.None && cue.Left != Relation.None ? cue.Left : relation;
        }

        return relation;
    }

    private static Relation UnderHeading(DocumentText document, Party party)
    {
        TextLine line = document.LineAt(party.Span.Start);
        if (line.Heading < 0)
        {
            return Relation.None;
        }

        if (NoBuyers().IsMatch(document.Cut(document.Lines[line.Heading].Span)))
        {
            return Relation.Bystander;
        }

        for (int i = document.LineIndexAt(party.Span.Start) - 1; i >= line.Heading; i--)
        {
            bool title = i == line.Heading || TableHead().IsMatch(document.Cut(document.Lines[i].Span)) || document.Text[document.Lines[i].Span.End - 1] == ':';
            Relation relation = title ? Before(document, document.Lines[i].Span) : Relation.None;
            if (relation != Relation.None)
            {
                return relation;
            }
        }

        return Relation.None;
    }

    [GeneratedRegex("""^[^。；]{0,16}，(?:[两二三四]家|二者|它们)(?:都|均|各|也)?(?:按|每|直接|常年)[^，。；]{0,8}(?:计划|拉货|提货|下单|采购|要货|订货)""", RegexOptions.CultureInvariant)]
    private static partial Regex Orders();

    private static char Preposition(DocumentText document, TextSpan clause, int listStart)
    {
        Match match = PrepositionBefore().MatchIn(document.Text, clause.Start, Math.Max(0, listStart - clause.Start));
        return match.Success ? match.Groups["p"].Value[0] : ' ';
    }

    private static TextSpan Clause(DocumentText document, TextSpan sentence, Party party)
    {
        int start = party.ListStart, end = party.ListEnd;
        while (start > sentence.Start && document.Text[start - 1] is not '，')
        {
            start--;
        }

        while (end < sentence.End && document.Text[end] is not '，' && !(document.Text[end] == ',' && end + 1 < sentence.End && document.Text[end + 1] == ' '))
        {
            end++;
        }

        return new TextSpan(start, end);
    }

    /// <summary>Relation words, without those that are part of a longer one.</summary>
    private static IEnumerable<TermHit> Longest(DocumentText document, TextSpan span)
    {
        int end = 0;
        foreach (TermHit hit in document.Within(TermKind.Relation, span))
        {
            if (hit.End > end)
            {
                end = hit.End;
                yield return hit;
            }
        }
    }

    [GeneratedRegex("""再(?:把|将|卖|供|由|交|销|装|给|进|配|用|制成|做成)|最终|最后|终端(?:客户|用户|品牌|厂商|车企|业主|为|是|有)|装车|间接|做成|织成|加工成|制成|后，?(?:交到|供应|供给|交付|销往|配套)|辗转|转手""", RegexOptions.CultureInvariant)]
    private static partial Regex Onward();

    [GeneratedRegex("""(?:上述|这些|该等|下游|前述)?(?:客户|厂商|厂家|企业|模组厂|封装厂|组装厂|电池厂|整机厂|厂)(?:们)?(?:再|则|将|把|用|以此|将芯片|装配|封装|加工|制成|集成|组装|后)[^。；]{0,40}(?:供|给|进入|用于|交|销往|装|配套)|whose (?:finished )?[\w ]+ (?:go|goes|end|are)|where it ends|(?:and|which) (?:then )?(?:end|go)e?s? (?:up )?(?:in|to|with)|装有|搭载(?:公司|我)|随整|成品[^。；]{0,16}(?:进入|销往|供应)""", RegexOptions.CultureInvariant)]
    private static partial Regex Through();

    [GeneratedRegex("""(?:最终|最后|末了|终端|随后|进而|继而|然后|辗转|间接)(?:会|都|也|则|将|均|大多|大都|主要|被|是|由|要|才|又|再|就|一起|一并)*(?:用在|用于|用到|用进|装在|装到|装上|装进|装配在|安装在|成为|变成|出现在|进入|进到|走进|来到|到了|配到|配套|搭载在|搭载于|落到|落在|上了|供到|供给|供应|交到|交付|送到|流向|卖到|跟着|随)(?:给|了|到)?(?:[^，。；]{0,6}的)?(?:品牌|整车厂|车企|主机厂|整机厂)?$|(?:企业|厂|厂商|厂家|工厂|客户|它们|他们)的(?:下游|客户|买家|用户|主顾)(?:则|就|又|主要)?(?:是|为|有|包括)(?:了)?$|(?:经由?|通过|透过|借助|借道)[^，。；]{2,20}?(?:进入|用于|供应|供给|配套|装上|装进|装在|装配在|装配到|搭载在?|用到|销往|交付|抵达|到了?|用在)(?:了|给)?$|(?:这些|上述|该类|这类|此类)[\u4e00-\u9fff]{2,8}(?:随后|再|又|则|被|最终)+[\u4e00-\u9fff]{0,4}(?:进入|装进|装上|装到|用在|用于|供应|供给|配套)(?:给|了|到)?$""", RegexOptions.CultureInvariant)]
    private static partial Regex Reached();

    [GeneratedRegex("""(?:不是|并非|非)(?:我们的?|公司的?)?(?:客户|委托人|买家|用户|甲方|业主)""", RegexOptions.CultureInvariant)]
    private static partial Regex NoBuyers();

    [GeneratedRegex("""向(?:公司|我们|我司|其|发行人)|给(?:公司|我们|我司)|为(?:公司|我们|我司)""", RegexOptions.CultureInvariant)]
    private static partial Regex ToUs();

    [GeneratedRegex("""(?<p>[为向给对与和替跟同从由自找经])(?:包括|了)?[\u4e00-\u9fff“"]{0,10}?$""", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex PrepositionBefore();

    [GeneratedRegex("""客户名称|供应商名称|名称|债务人|单位名称""", RegexOptions.CultureInvariant)]
    private static partial Regex TableHead();
}
