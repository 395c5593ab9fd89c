using System.Text.RegularExpressions;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Patents;

/// <summary>Makes each company's patents of the figures stated: totals by date, the newest first; the split of the newest; what is pending.</summary>
internal static partial class PatentReader
{
    private const int LongestQuote = 400;
    private const int LongestClause = 40;

    public static void Read(DocumentText document, Roster roster, Ownership ownership)
    {
        List<PatentFigure> figures = PatentFigureReader.Read(document, roster, ownership);
        List<(int Company, PatentNumberReply Number)> numbers = PatentNumberReader.Read(document, roster, ownership);
        for (int i = 0; i < roster.Companies.Count; i++)
        {
            if (!roster.Companies[i].Introduced)
            {
                continue;
            }

            List<PatentFigure> own = [.. figures.Where(f => f.Company == i)];
            List<PatentNumberReply> listed = [.. numbers.Where(n => n.Company == i).Select(n => n.Number).DistinctBy(n => n.Value)];
            roster.Companies[i].Patents = Holdings(document, own, listed) ?? None(document, ownership, roster.Companies[i]);
        }
    }

    private static PatentsReply? Holdings(DocumentText document, List<PatentFigure> figures, List<PatentNumberReply> numbers)
    {
        PatentFigure? pending = figures.FindLast(f => f.Kind == PatentFigureKind.Pending);
        List<Holding> holdings = [.. Group(figures.Where(f => f.Kind != PatentFigureKind.Pending))];
        if (holdings.Exists(h => h.IsOwn))
        {
            holdings.RemoveAll(h => !h.IsOwn && holdings.Exists(o => o.IsOwn && (h.IsGroup || o.Sentence == h.Sentence || Math.Abs(o.Sentence - h.Sentence) < 200)));
        }

        if (holdings.Exists(h => !h.IsGroup))
        {
            holdings.RemoveAll(h => h.IsGroup);
        }

        Match none = pending is null ? NonePending().Match(document.Text) : Match.Empty;
        int? underWay = pending?.Number ?? (none.Success ? 0 : null);
        if (holdings.Count == 0 && pending is null && numbers.Count == 0)
        {
            return null;
        }

        Holding? newest = holdings.OrderByDescending(h => h.AsOf ?? "9999", StringComparer.Ordinal).ThenByDescending(h => h.Total is not null).ThenByDescending(h => h.Weight).FirstOrDefault();
        List<PatentCountReply> counts = [];
        if (newest is not null)
        {
            Complete(document, newest, numbers);
            counts.Add(newest.ToCount(document));
            counts.AddRange(holdings.Where(h => h != newest && h.AsOf is not null && newest.AsOf is not null && h.AsOf != newest.AsOf && h.Total is not null).Select(h => h.ToCount(document)));
        }

        List<TextSpan> stated = [];
        if (newest is { Split: true })
        {
            stated.Add(newest.Span);
        }

        if (pending is not null || none.Success)
        {
            stated.Add(pending?.Span ?? new TextSpan(none.Index, none.Index + none.Length));
        }

        TextSpan? quote = stated.Count == 0 ? null : new TextSpan(stated.Min(s => s.Start), stated.Max(s => s.End));
        quote = quote is { Length: > LongestQuote } ? stated[0] : quote;
        return new PatentsReply(counts, newest?.Invention, newest?.UtilityModel, newest?.Design, underWay, quote is { } q ? document.Value(Around(document, q)) : null, numbers);
    }

    /// <summary>A figure with its clause: two characters alone would be found anywhere.</summary>
    private static TextSpan Around(DocumentText document, TextSpan span)
    {
        int start = document.ClauseAt(span.Start).Start, end = document.ClauseAt(span.End - 1).End;
        TextLine line = document.LineAt(span.Start);
        start = Math.Max(Math.Max(start, line.Span.Start), span.Start - LongestClause);
        end = Math.Clamp(end, span.End, span.End + LongestClause);
        while (start < span.Start && start > 0 && char.IsAsciiLetter(document.Text[start]) && char.IsAsciiLetter(document.Text[start - 1]))
        {
            start++;
        }

        while (end > span.End && end < document.Text.Length && char.IsAsciiLetter(document.Text[end - 1]) && char.IsAsciiLetter(document.Text[end]))
        {
            end--;
        }

        return new TextSpan(start, end);
    }

    private static PatentsReply? None(DocumentText document, Ownership ownership, CompanyDraft company)
    {
        foreach (Match match in NoPatents().Matches(document.Text))
        {
            if (ownership.CompanyAt(match.Index) == company)
            {
                return new PatentsReply([new PatentCountReply(0, null, document.Value(new TextSpan(match.Index, match.Index + match.Length)))], null, null, null, null, null, []);
            }
        }

        return null;
    }

    /// <summary>「均为实用新型」 behind a total, or the type digits of the numbers where all of them are listed (ZC 0006-2003: 1 and 8, 2 and 9, 3).</summary>
    private static void Complete(DocumentText document, Holding holding, List<PatentNumberReply> numbers)
    {
        Match all = AllOf().Match(document.Cut(holding.Span.End, 24).ToString());
        if (holding is { Split: false, Total: { } total })
        {
            if (all.Success)
            {
                holding.Set(all.Groups["type"].Value[0] is '发' or 'i' ? PatentFigureKind.Invention : all.Groups["type"].Value[0] is '实' or 'u' ? PatentFigureKind.UtilityModel : PatentFigureKind.Design, total);
            }
            else if (numbers.Count == total && numbers.TrueForAll(n => TypeDigit(n.Value) is not null))
            {
                foreach (IGrouping<PatentFigureKind, PatentNumberReply> group in numbers.GroupBy(n => TypeDigit(n.Value)!.Value))
                {
                    holding.Set(group.Key, group.Count());
                }
            }
        }
    }

    private static PatentFigureKind? TypeDigit(string number)
    {
        Match match = YearAndType().Match(number.Replace(" ", string.Empty, StringComparison.Ordinal));
        return !match.Success ? null : match.Groups["type"].Value switch
        {
            "1" or "8" => PatentFigureKind.Invention,
            "2" or "9" => PatentFigureKind.UtilityModel,
            _ => PatentFigureKind.Design,
        };
    }

    /// <summary>A total opens a holding, the types behind it fill it; a type that is filled already opens another.</summary>
    private static IEnumerable<Holding> Group(IEnumerable<PatentFigure> figures)
    {
        Holding? open = null;
        foreach (PatentFigure figure in figures)
        {
            if (open is null || !open.Takes(figure))
            {
                if (open is not null)
                {
                    yield return open;
                }

                open = new Holding(figure);
            }

            open.Add(figure);
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    [GeneratedRegex("""(?:没有|无|尚无|暂无|未(?:曾)?(?:拥有|持有|取得|申请)过?|不(?:拥有|持有)|没(?:有)?申请过|没有过)(?:任何|一件|一项)?(?:授权|有效|自有)?专利|(?:一[件项])?专利(?:一[件项])?(?:也|都)?(?:没有|没申请过)|也没有专利|专利(?:数量?)?(?:为零|:无|:0项|: ?0)|(?:holds?|owns?|has|have) (?:neither|no) patents?|no patents|not (?:hold|own) (?:any )?patents""", RegexOptions.CultureInvariant)]
    private static partial Regex NoPatents();

    [GeneratedRegex("""(?:无|没有|暂无)(?:在申请|正在申请|在审|审查中|申请中)的?(?:专利|发明)""", RegexOptions.CultureInvariant)]
    private static partial Regex NonePending();

    [GeneratedRegex("""^[^。；\d]{0,3}?(?:，| |,|\()*(?:全部|均|都|全)(?:为|是|系)(?<type>发明|实用新型|外观)(?!(?:专利)?[和与及、])|^[^.;\d]{0,14}?,? all (?:of them )?(?<type>invention|utility|design)""", RegexOptions.CultureInvariant)]
    private static partial Regex AllOf();

    [GeneratedRegex("""(?:19|20)\d{2}(?<type>[12389])\d{5,7}""", RegexOptions.CultureInvariant)]
    private static partial Regex YearAndType();

    /// <summary>One statement of what is held.</summary>
    private sealed class Holding(PatentFigure first)
    {
        public string? AsOf { get; private set; } = first.AsOf;

        public bool IsGroup { get; } = first.IsGroup;

        public bool IsOwn { get; private set; } = first.IsOwn;

        public int Sentence { get; } = first.Sentence;

        public int? Total { get; private set; }

        public int? Invention { get; private set; }

        public int? UtilityModel { get; private set; }

        public int? Design { get; private set; }

        public TextSpan Span { get; private set; } = first.Span;

        public bool Split => Invention is not null || UtilityModel is not null || Design is not null;

        public int Weight => (Total is null ? 0 : 2) + (Split ? 1 : 0);

        public bool Takes(PatentFigure figure)
        {
            bool free = figure.Kind switch
            {
                PatentFigureKind.Total => Total is null && (!Split || (figure.Sentence == Sentence && (Invention ?? 0) + (UtilityModel ?? 0) + (Design ?? 0) == figure.Number)),
                PatentFigureKind.Invention => Invention is null,
                PatentFigureKind.UtilityModel => UtilityModel is null,
                _ => Design is null,
            };
            bool near = figure.Sentence == Sentence || figure.Span.Start - Span.End < 60;
            bool fits = figure.Kind == PatentFigureKind.Total || Total is null || (Invention ?? 0) + (UtilityModel ?? 0) + (Design ?? 0) + figure.Number <= Total;
            return free && near && fits && figure.IsGroup == IsGroup && (figure.AsOf == AsOf || AsOf is null || figure.AsOf is null || figure.Kind != PatentFigureKind.Total);
        }

        public void Add(PatentFigure figure)
        {
            AsOf ??= figure.AsOf;
            IsOwn |= figure.IsOwn;
            Span = new TextSpan(Math.Min(Span.Start, figure.Span.Start), Math.Max(Span.End, figure.Span.End));
            Set(figure.Kind, figure.Number);
        }

        public void Set(PatentFigureKind kind, int number)
        {
            switch (kind)
            {
                case PatentFigureKind.Total:
                    Total = number;
                    break;
                case PatentFigureKind.Invention:
                    Invention = number;
                    break;
                case PatentFigureKind.UtilityModel:
                    UtilityModel = number;
                    break;
                default:
                    Design = number;
                    break;
            }
        }

        public PatentCountReply ToCount(DocumentText document) =>
            new(Total ?? (Invention ?? 0) + (UtilityModel ?? 0) + (Design ?? 0), AsOf, document.Value(Around(document, Span)));
    }
}
