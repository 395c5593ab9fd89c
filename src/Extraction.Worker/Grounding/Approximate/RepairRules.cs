using System.Buffers;

namespace Extraction.Worker.Grounding.Approximate;

/// <summary>
/// Which differences are slips of reading or copying, and which make the quote say something else. A repair must be rare (about one in ten
/// characters), stand alone among characters that match, and touch no number, no negation and no head noun.
/// </summary>
internal static class RepairRules
{
    /// <summary>Below this weight a quote is a name or a term, above it a clause.</summary>
    private const int ClauseWeight = 12;

    private const int SentenceWeight = 20;

    /// <summary>Matching characters that must stand between two repairs.</summary>
    private const int Isolation = 3;

    private static readonly SearchValues<char> Negations = SearchValues.Create("不未非无没否勿莫禁反免除");

    /// <summary>Words that join two things: without them 硫酸亚锡和苗木 would prove a 硫酸亚锡苗木.</summary>
    private static readonly SearchValues<char> Joints = SearchValues.Create("和与及或并暨向由为是在被把给对从于等");

    private static readonly SearchValues<char> HarmlessInside = SearchValues.Create("\"()[]<>·- ");

    private static readonly string[] NameEndings =
        ["公司", "集团", "银行", "大学", "学院", "研究院", "研究所", "设计院", "医院", "合作社", "事务所", "工厂", "总厂", "分厂", "制造厂", "股份", "中心", "省", "市", "县", "自治区", "开发区"];

    /// <summary>The largest edit distance worth looking at.</summary>
    public static int Limit(ReadOnlySpan<char> quote) =>
        MostRepairs(FoldedLetters.Weight(quote)) is var repairs && quote.Length < ClauseWeight ? repairs : Math.Min(24, repairs + 1 + (quote.Length / 20));

    /// <summary>Whether the quote has the form of a company's, an institution's or a place's name.</summary>
    public static bool IsName(ReadOnlySpan<char> quote)
    {
        foreach (string ending in NameEndings)
        {
            if (quote.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The reason why these edits are no repair, or null where they are.</summary>
    public static RefusalReason? Fault(ReadOnlySpan<char> quote, ReadOnlySpan<char> text, Alignment alignment)
    {
        int weight = FoldedLetters.Weight(quote);
        int repairs = 0;
        int unread = 0;
        int marks = 0;
        int last = int.MinValue / 2;
        EditKind lastKind = EditKind.Match;
        foreach (Edit edit in alignment.Edits)
        {
            if (NumberChanges.IsChanged(quote, text, edit, weight >= SentenceWeight))
            {
                return RefusalReason.OtherNumber;
            }

            if (!edit.ConcernsLetter(quote, text))
            {
                marks++;
                if (weight < ClauseWeight && edit.Kind == EditKind.Missing && !HarmlessInside.Contains(text[edit.Text]))
                {
                    return RefusalReason.Absent;
                }

                continue;
            }

            if (LetterFault(quote, text, edit, weight) is { } fault)
            {
                return fault;
            }

            bool bothUnread = edit.Kind == EditKind.Unread && lastKind == EditKind.Unread;
            if (edit.Quote - last < Isolation && !bothUnread)
            {
                return RefusalReason.Absent;
            }

            last = edit.Quote;
            lastKind = edit.Kind;
            unread += edit.Kind == EditKind.Unread ? 1 : 0;
            repairs += edit.Kind == EditKind.Unread ? 0 : 1;
        }

        // Placeholders prove nothing, so twice as much must be legible, and two characters at least.
        bool legible = unread == 0 || (weight >= 2 && weight >= 2 * unread && unread <= Math.Max(1, weight / 6));
        bool few = repairs <= MostRepairs(weight) && marks <= 1 + (quote.Length / 8) && (unread == 0 || repairs == 0 || weight >= ClauseWeight);
        return legible && few ? null : RefusalReason.Absent;
    }

    private static int MostRepairs(int weight) => weight < 3 ? 0 : weight < 16 ? 1 : 1 + ((weight - 6) / 10);

    private static RefusalReason? LetterFault(ReadOnlySpan<char> quote, ReadOnlySpan<char> text, Edit edit, int weight)
    {
        bool term = weight < ClauseWeight;
        switch (edit.Kind)
        {
            case EditKind.Replaced:
                return RefusalReason.Absent;
            case EditKind.LookAlike:
                return weight < 4 || Negations.Contains(quote[edit.Quote]) || Negations.Contains(text[edit.Text]) ? RefusalReason.Absent : null;
            case EditKind.Missing:
                char missing = text[edit.Text];
                return Negations.Contains(missing) || (term && Joints.Contains(missing)) ? RefusalReason.Absent : null;
            case EditKind.Extra:
                return ExtraFault(quote, edit.Quote, weight);
            default:
                return null;
        }
    }

    private static RefusalReason? ExtraFault(ReadOnlySpan<char> quote, int index, int weight)
    {
        char extra = quote[index];
        bool doubled = (index > 0 && quote[index - 1] == extra) || (index + 1 < quote.Length && quote[index + 1] == extra);
        if (Negations.Contains(extra) || (weight < 6 && !doubled))
        {
            return RefusalReason.Absent;
        }

        if (doubled || weight >= SentenceWeight)
        {
            return null;
        }

        // The two characters at each end carry the head noun and the name (装备定制 is not 装备制造).
        return index >= quote.Length - 2 ? RefusalReason.OtherHeadNoun : index < 2 || IsName(quote) ? RefusalReason.OtherName : null;
    }
}
