using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Companies;

/// <summary>Finds unified social credit codes (GB 32100-2015), in groups with spaces too; whether one is valid is not judged here.</summary>
internal static partial class CreditCodeReader
{
    private const int LongestLabel = 24;

    public static void Read(DocumentText document, Roster roster, Ownership ownership)
    {
        foreach (ValueMatch match in Code().EnumerateMatches(document.Text))
        {
            TextSpan span = new(match.Index, match.Index + match.Length);
            if (!IsCode(document, span))
            {
                continue;
            }

            if (Owner(document, roster, ownership, span) is { CreditCode: null } company)
            {
                company.CreditCode = document.Value(span);
                company.Introduced = true;
            }
        }
    }

    /// <summary>The first code of a text, as written, or null.</summary>
    public static string? First(DocumentText document)
    {
        foreach (ValueMatch match in Code().EnumerateMatches(document.Text))
        {
            TextSpan span = new(match.Index, match.Index + match.Length);
            if (IsCode(document, span))
            {
                return document.Value(span);
            }
        }

        return null;
    }

    /// <summary>Small letters or hyphens are those of a code only behind a word for one.</summary>
    private static bool IsCode(DocumentText document, TextSpan span)
    {
        ReadOnlySpan<char> code = document.Cut(span);
        return (code.IndexOfAnyInRange('a', 'z') < 0 && !code.Contains('-')) || Label().IsMatch(document.Cut(new TextSpan(Math.Max(0, span.Start - LongestLabel), span.Start)));
    }

    private static CompanyDraft? Owner(DocumentText document, Roster roster, Ownership ownership, TextSpan span)
    {
        TextSpan sentence = document.SentenceAt(span.Start);
        Mention? before = null, after = null;
        foreach (Mention mention in roster.Mentions)
        {
            if (mention.Span.End <= span.Start)
            {
                before = mention;
            }
            else
            {
                after ??= mention;
            }
        }

        if (before is { } inSentence && inSentence.Span.Start >= sentence.Start)
        {
            return roster.Companies[inSentence.Company];
        }

        if (document.First(TermKind.Pronoun, sentence.Start, span.Start) is { } pronoun && pronoun.Start - sentence.Start <= 4 && ownership.At(span.Start) is var own and >= 0)
        {
            return roster.Companies[own];
        }

        bool nextLine = after is { } next && document.LineIndexAt(next.Span.Start) - document.LineIndexAt(span.End) <= 2;
        if (before is null || (nextLine && roster.Companies[before.Value.Company].CreditCode is not null))
        {
            return after is { } a ? roster.Companies[a.Company] : null;
        }

        if (!roster.Companies[before.Value.Company].Introduced && ownership.CompanyAt(span.Start) is { CreditCode: null } spoken)
        {
            return spoken;
        }

        return document.LineIndexAt(span.Start) - document.LineIndexAt(before.Value.Span.End) <= 8 ? roster.Companies[before.Value.Company] : ownership.CompanyAt(span.Start);
    }

    [GeneratedRegex("""代码|注册号|登记号|[Cc]ode|[Cc]redit|CODE|usc|USC""", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex("""(?<![0-9A-Za-z])[159ANYany](?:[ -]{0,2}[0-9A-Za-z])(?:[ -]{0,2}[0-9]){6}(?:[ -]{0,2}[0-9A-Za-z]){10}(?![0-9A-Za-z])""", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
