using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Parties;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Companies;

/// <summary>Which company each clause speaks of: the one that stands as its subject, else the one that was spoken of before.</summary>
internal sealed partial class Ownership
{
    /// <summary>Someone who has no entry: a competitor, a related firm.</summary>
    public const int Nobody = -1;

    private const int LongestAdverbial = 16;

    private readonly List<(int Start, int Company)> changes = [];
    private readonly DocumentText document;
    private readonly Roster roster;
    private readonly bool[] dependents;
    private int focus = Nobody;
    private int heading = -1;
    private int root = Nobody;

    public Ownership(DocumentText document, Roster roster)
    {
        this.document = document;
        this.roster = roster;
        int first = roster.Mentions.Where(m => roster.Companies[m.Company].Introduced).OrderBy(m => m.IsFull && SubjectEvidence.IsSubsidiary(document, m.Span) ? 1 : 0).Select(m => m.Company).DefaultIfEmpty(Nobody).First();
        focus = root = first;
        dependents = [.. Enumerable.Range(0, roster.Companies.Count).Select(i => i != first && roster.Mentions.Any(m => m.Company == i && (IsDependent(m) || (m.IsFull && SubjectEvidence.IsSubsidiary(document, m.Span)))))];
        changes.Add((0, first));
        foreach (TextSpan sentence in document.Sentences)
        {
            ReadSentence(sentence);
        }
    }

    /// <summary>The company that the clause at the offset speaks of, or <see cref="Nobody"/>.</summary>
    public int At(int offset)
    {
        int low = 0, high = changes.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = changes[middle].Start <= offset ? (middle, high) : (low, middle - 1);
        }

        return changes[low].Company;
    }

    public CompanyDraft? CompanyAt(int offset) => At(offset) is var i and >= 0 ? roster.Companies[i] : null;

    private void ReadSentence(TextSpan sentence)
    {
        // A new section speaks of the parent again, unless its heading says otherwise.
        int over = document.LineAt(sentence.Start).Heading;
        focus = over != heading && over >= 0 && focus >= 0 && dependents[focus] && !Numbered().IsMatch(document.Cut(document.Lines[over].Span)) ? root : focus;
        heading = over;
        Change(sentence.Start, focus);
        int start = sentence.Start;
        while (start < sentence.End)
        {
            int end = start;
            while (end < sentence.End && document.Text[end] is not ('，' or '—' or '|') && !(document.Text[end] == ',' && end + 1 < sentence.End && document.Text[end + 1] == ' '))
            {
                end++;
            }

            ReadClause(new TextSpan(start, end));
            start = end + 1;
        }
    }

    private void ReadClause(TextSpan clause)
    {
        if (Glossary().IsMatch(document.Cut(document.LineAt(clause.Start).Span)))
        {
            return;
        }

        foreach (Mention mention in roster.Within(clause))
        {
            CompanyDraft company = roster.Companies[mention.Company];
            if (company.Introduced && IsOthers().IsMatch(document.Cut(new TextSpan(mention.Span.End, clause.End))))
            {
                return;
            }

            if (company.Introduced && (Introduces(mention) || IsSubject(clause, mention.Span)))
            {
                bool dependent = IsDependent(mention);
                bool lasting = !dependent || document.LineAt(mention.Span.Start).Span.Start == mention.Span.Start;
                focus = lasting ? mention.Company : focus;
                root = dependent || dependents[mention.Company] ? root : mention.Company;
                Change(lasting ? clause.Start : mention.Span.Start, mention.Company);
                return;
            }
        }

        Match other = Dependent().MatchIn(document.Text, clause.Start, clause.Length);
        if (other.Success && other.Index - clause.Start <= LongestAdverbial)
        {
            ReadDependent(clause, other.Value);
            return;
        }

        if (document.First(TermKind.Pronoun, clause.Start, Math.Min(clause.End, clause.Start + LongestAdverbial)) is { } pronoun && IsSubject(clause, new TextSpan(pronoun.Start, pronoun.End)))
        {
            focus = document.Cut(pronoun.Start, pronoun.Length) is "发行人" or "挂牌公司" ? root : focus;
            Change(clause.Start, focus);
        }
    }

    private void ReadDependent(TextSpan clause, string word)
    {
        if (word.Contains("母公司", StringComparison.Ordinal) || word == "本部" || word is "parent company" or "The parent")
        {
            focus = root;
            Change(clause.Start, root);
        }
        else if (word.Contains("子公司", StringComparison.Ordinal) || word.Contains("subsidiary", StringComparison.OrdinalIgnoreCase))
        {
            int[] others = [.. Enumerable.Range(0, roster.Companies.Count).Where(i => i != root && roster.Companies[i].Introduced)];
            Change(clause.Start, others.Length == 1 ? others[0] : Nobody);
            focus = others.Length == 1 && document.LineAt(clause.Start).Span.Start == clause.Start ? others[0] : focus;
        }
        else
        {
            Change(clause.Start, Nobody);
        }
    }

    /// <summary>A first full name that is in no relation to another company turns the text to it, wherever in the clause it stands.</summary>
    private bool Introduces(Mention mention)
    {
        CompanyDraft company = roster.Companies[mention.Company];
        return mention.IsFull && company.First.Span == mention.Span && !SubjectEvidence.IsBystander(document, mention.Span);
    }

    private bool IsDependent(Mention mention)
    {
        int from = Math.Max(0, mention.Span.Start - 12);
        return document.Has(TermKind.Subsidiary, from, mention.Span.Start) || document.Has(TermKind.Subsidiary, mention.Span.End, Math.Min(document.Text.Length, mention.Span.End + 12));
    }

    /// <summary>Whether only an adverbial stands before it in its clause, and no relation word governs it.</summary>
    private bool IsSubject(TextSpan clause, TextSpan span)
    {
        ReadOnlySpan<char> before = document.Cut(clause.Start, span.Start - clause.Start);
        ReadOnlySpan<char> after = document.Cut(span.End, Math.Min(clause.End - span.End, 8));
        return before.Length <= LongestAdverbial && !Governs().IsMatch(before) && !after.StartsWith("、") && !NotSubjectAfter().IsMatch(after)
            && !document.Within(TermKind.Relation, new TextSpan(clause.Start, span.Start)).Any(hit => document.Lexicons.Relations[hit.Payload].Right is not Relation.None);
    }

    private void Change(int start, int company)
    {
        if (changes[^1].Start == start)
        {
            changes[^1] = (start, company);
        }
        else if (changes[^1].Company != company)
        {
            changes.Add((start, company));
        }
    }

    [GeneratedRegex("""^\|? ?[^\n指|，。]{2,40}? *\|? +指 *\|? ?""", RegexOptions.CultureInvariant)]
    private static partial Regex Glossary();

    /// <summary>「瑅箔是它的供应商之一」: the sentence goes on to speak of the other.</summary>
    [GeneratedRegex("""^(?:也|正|就|则)?是(?:它|其|该公司|后者|前者|我们)(?:的)?[^，。；]{0,10}(?:供应商|客户|买家|股东|大户|伙伴|竞争)""", RegexOptions.CultureInvariant)]
    private static partial Regex IsOthers();

    [GeneratedRegex("""^\((?:[一二三四五六七八九十]+|\d{1,2})\)|子公司""", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex("""母公司|本部(?=[:持从拥现有的经]|为)|其?(?:全资|控股)?子公司(?!及)|参股公司|关联方|关联企业|兄弟公司|姊妹公司|可比公司|竞争对手|一家同行|同行企业|(?<![是为系作])(?:另有?|还有)?(?:一家|某家|有家)[^，。是为]{0,6}(?:企业|公司|厂|厂商|同行)|parent company|The parent|The subsidiary|Its subsidiary|[Aa] competitor|[Cc]ompetitors""", RegexOptions.CultureInvariant)]
    private static partial Regex Dependent();

    [GeneratedRegex("""[与和跟向给对从由把将被为让使找经靠据像如比除替、]$|包括$|来自$|进入$|(?:to|from|with|by|of|and|than) $""", RegexOptions.CultureInvariant)]
    private static partial Regex Governs();

    [GeneratedRegex("""^(?:之间|双方|名下|手里)""", RegexOptions.CultureInvariant)]
    private static partial Regex NotSubjectAfter();
}
