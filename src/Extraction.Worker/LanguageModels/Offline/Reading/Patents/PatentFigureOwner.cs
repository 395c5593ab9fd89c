using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Companies;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Patents;

/// <summary>Whose patents a figure counts.</summary>
internal static partial class PatentFigureOwner
{
    public static int Of(DocumentText document, Roster roster, Ownership ownership, TextSpan sentence, TextSpan span)
    {
        int end = span.End;
        while (end < sentence.End && document.Text[end] is not '，')
        {
            if (document.Text[end] == '(' && document.Text.IndexOf(')', end) is var close and > 0 && close < sentence.End)
            {
                end = close;
            }

            end++;
        }

        Mention? holder = null;
        foreach (Mention mention in roster.Within(new TextSpan(span.Start, end)))
        {
            holder ??= mention;
        }

        if (holder is { } found && Under().IsMatch(document.Cut(span.End, Math.Min(found.Span.End + 6, document.Text.Length) - span.End)))
        {
            return found.Company;
        }

        bool subsidiarys = SubsidiaryHolds().IsMatch(document.Cut(span.End, end - span.End));
        if (subsidiarys)
        {
            int[] others = [.. Enumerable.Range(0, roster.Companies.Count).Where(i => roster.Companies[i].Introduced && i != ownership.At(sentence.Start))];
            return others.Length == 1 ? others[0] : -1;
        }

        return ownership.At(span.Start);
    }

    [GeneratedRegex("""登记在|在.{0,24}名下|由.{0,24}持有|归|属于|held by|owned by|registered""", RegexOptions.CultureInvariant)]
    private static partial Regex Under();

    [GeneratedRegex("""(?:在|由|归|登记在|属于)[^，。]{0,8}子公司|held by (?:its|the) subsidiar|子公司(?:名下|持有|所有)""", RegexOptions.CultureInvariant)]
    private static partial Regex SubsidiaryHolds();
}
