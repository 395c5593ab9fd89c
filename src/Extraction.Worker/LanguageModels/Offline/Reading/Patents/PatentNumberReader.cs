using System.Text.RegularExpressions;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Patents;

/// <summary>Finds patent numbers (ZC 0006-2003) with their titles; applications, licences and lapsed patents are left out.</summary>
internal static partial class PatentNumberReader
{
    public static List<(int Company, PatentNumberReply Number)> Read(DocumentText document, Roster roster, Ownership ownership)
    {
        List<(int, PatentNumberReply)> numbers = [];
        foreach (ValueMatch match in Number().EnumerateMatches(document.Text))
        {
            TextSpan span = new(match.Index, match.Index + match.Length);
            int company = Holder(document, roster, ownership, span);
            if (company >= 0 && !IsForeign(document, span))
            {
                numbers.Add((company, new PatentNumberReply(document.Value(span), Title(document, span))));
            }
        }

        return numbers;
    }

    private static int Holder(DocumentText document, Roster roster, Ownership ownership, TextSpan span)
    {
        TextLine line = document.LineAt(span.Start);
        foreach (Mention mention in roster.Within(line.Span))
        {
            if (roster.Companies[mention.Company].Introduced)
            {
                return mention.Company;
            }
        }

        return ownership.At(span.Start);
    }

    private static bool IsForeign(DocumentText document, TextSpan span)
    {
        TextLine line = document.LineAt(span.Start);
        TextSpan sentence = line.Span.Length < 120 ? line.Span : document.SentenceAt(span.Start);
        if (Status().IsMatch(document.Cut(sentence)))
        {
            return !OwnStatus().IsMatch(document.Cut(sentence));
        }

        for (int i = document.LineIndexAt(span.Start) - 1; i >= 0 && i > document.LineIndexAt(span.Start) - 30; i--)
        {
            ReadOnlySpan<char> above = document.Cut(document.Lines[i].Span);
            if (Number().IsMatch(above) || ColumnHead().IsMatch(above))
            {
                continue;
            }

            bool heading = document.Lines[i].IsHeading || Marked().IsMatch(above) || above[^1] == ':';
            if (Status().IsMatch(above) && above.Length < 80)
            {
                return !OwnStatus().IsMatch(above);
            }

            if (heading || above.Length > 40)
            {
                return false;
            }
        }

        return false;
    }

    private static string? Title(DocumentText document, TextSpan span)
    {
        int start = Math.Max(document.LineAt(span.Start).Span.Start, span.Start - 80);
        Match match = TitleBefore().MatchIn(document.Text, start, span.Start - start);
        return match.Success ? document.Value(new TextSpan(match.Groups["title"].Index, match.Groups["title"].Index + match.Groups["title"].Length)) : null;
    }

    [GeneratedRegex("""(?<![\dA-Za-z.])(?:ZL ?|CN ?|专利号:? ?)?(?:(?:19|20)\d{2} ?[1-389] ?\d{3,7}(?: ?\d{1,4})? ?\. ?[\dXx]|(?:8|9|0)\d ?[1-389] ?\d{5} ?\. ?[\dXx])(?![\d.])|(?<![\dA-Za-z])ZL ?(?:19|20)\d{2} ?[1-389] ?\d{7}(?!\d)|(?<![\dA-Za-z])CN ?\d{7,9} ?[ABCUSY]\d?(?![A-Za-z\d])|(?<![\dA-Za-z])US ?\d{1,2},\d{3},\d{3} ?B[12]""", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex("""审查中|申请中|受理|在审|审中|公开(?:号|阶段)|实质审查|已失效|失效|放弃|终止|许可|授权使用|被许可|股东(?:所有|持有|名下)|控股股东|无效|届满|驳回|撤回|待授权|公示中|pending|under examination|lapsed|expired|licen[sc]ed|application""", RegexOptions.CultureInvariant)]
    private static partial Regex Status();

    [GeneratedRegex("""已授权|授权专利|已获授权|有效专利|原始取得|继受取得|专利权维持|无形资产.{0,4}专利权|granted|许可他人|对外许可""", RegexOptions.CultureInvariant)]
    private static partial Regex OwnStatus();

    [GeneratedRegex("""^(?:序号|编号|专利名称|名称|No\.)""", RegexOptions.CultureInvariant)]
    private static partial Regex ColumnHead();

    [GeneratedRegex("""^[\(\[]?[一二三四五六七八九十\d]{1,2}[\)\]、. ]""", RegexOptions.CultureInvariant)]
    private static partial Regex Marked();

    [GeneratedRegex("""(?:^|[\d、.《“ |-])(?<title>[^\s|《》“”，。、:]{4,40}?)[》”]?\s*[|，, ]*(?:\(?(?:发明|实用新型|外观设计)(?:专利)?\)?)?[\s|，,(:]*(?:专利号|授权号)?[:为 ]*$""", RegexOptions.CultureInvariant)]
    private static partial Regex TitleBefore();
}
