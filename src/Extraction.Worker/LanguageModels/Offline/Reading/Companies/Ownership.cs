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

    private readonly List<(int Start, int Company)> _changes = [];
    private readonly DocumentText _document;
    private readonly Roster _roster;
    private readonly bool[] _dependents;
    private int _focus = Nobody;
    private int _heading = -1;
    private int _root = Nobody;

    public Ownership(DocumentText document, Roster roster)
    {
        _document = document;
        _roster = roster;
        int first = roster.Mentions.Where(m => roster.Companies[m.Company].Introduced).OrderBy(m => m.IsFull && SubjectEvidence.IsSubsidiary(document, m.Span) ? 1 : 0).Select(m => m.Company).DefaultIfEmpty(Nobody).First();
        _focus = _root = first;
        _dependents = [.. Enumerable.Range(0, roster.Companies.Count).Select(i => i != first && roster.Mentions.Any(m => m.Company == i && (IsDependent(m) || (m.IsFull && SubjectEvidence.IsSubsidiary(document, m.Span)))))];
        _changes.Add((0, first));
        foreach (TextSpan sentence in document.Sentences)
        {
            ReadSentence(sentence);
        }
    }

    /// <summary>The company that the clause at the offset speaks of, or <see cref="Nobody"/>.</summary>
    public int At(int offset)
    {
        int low = 0, high = _changes.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _changes[middle].Start <= offset ? (middle, high) : (low, middle - 1);
        }

        return _changes[low].Company;
    }

    public CompanyDraft? CompanyAt(int offset) => At(offset) is var i and >= 0 ? _roster.Companies[i] : null;

    private void ReadSentence(TextSpan sentence)
    {
        // A new section speaks of the parent again, unless its heading says otherwise.
        int over = _document.LineAt(sentence.Start).Heading;
        _focus = over != _heading && over >= 0 && _focus >= 0 && _dependents[_focus] && !Numbered().IsMatch(_document.Cut(_document.Lines[over].Span)) ? _root : _focus;
        _heading = over;
        Change(sentence.Start, _focus);
        int start = sentence.Start;
        while (start < sentence.End)
        {
            int end = start;
            while (end < sentence.End && _document.Text[end] is not ('，' or '—' or '|') && !(_document.Text[end] == ',' && end + 1 < sentence.End && _document.Text[end + 1] == ' '))
            {
                end++;
            }

            ReadClause(new TextSpan(start, end));
            start = end + 1;
        }
    }

    private void ReadClause(TextSpan clause)
    {
        if (Glossary().IsMatch(_document.Cut(_document.LineAt(clause.Start).Span)))
        {
            return;
        }

        foreach (Mention mention in _roster.Within(clause))
        {
            CompanyDraft company = _roster.Companies[mention.Company];
            if (company.Introduced && IsOthers().IsMatch(_document.Cut(new TextSpan(mention.Span.End, clause.End))))
            {
                return;
            }

            if (company.Introduced && (Introduces(mention) || IsSubject(clause, mention.Span)))
            {
                bool dependent = IsDependent(mention);
                bool lasting = !dependent || _document.LineAt(mention.Span.Start).Span.Start == mention.Span.Start;
                _focus = lasting ? mention.Company : _focus;
                _root = dependent || _dependents[mention.Company] ? _root : mention.Company;
                Change(lasting ? clause.Start : mention.Span.Start, mention.Company);
                return;
            }
        }

        Match other = Dependent().MatchIn(_document.Text, clause.Start, clause.Length);
        if (other.Success && other.Index - clause.Start <= LongestAdverbial)
        {
            ReadDependent(clause, other.Value);
            return;
        }

        if (_document.First(TermKind.Pronoun, clause.Start, Math.Min(clause.End, clause.Start + LongestAdverbial)) is { } pronoun && IsSubject(clause, new TextSpan(pronoun.Start, pronoun.End)))
        {
            _focus = _document.Cut(pronoun.Start, pronoun.Length) is "发行人" or "挂牌公司" ? _root : _focus;
            Change(clause.Start, _focus);
        }
    }

    private void ReadDependent(TextSpan clause, string word)
    {
        if (word.Contains("母公司", StringComparison.Ordinal) || word == "本部" || word is "parent company" or "The parent")
        {
            _focus = _root;
            Change(clause.Start, _root);
        }
        else if (word.Contains("子公司", StringComparison.Ordinal) || word.Contains("subsidiary", StringComparison.OrdinalIgnoreCase))
        {
            int[] others = [.. Enumerable.Range(0, _roster.Companies.Count).Where(i => i != _root && _roster.Companies[i].Introduced)];
            Change(clause.Start, others.Length == 1 ? others[0] : Nobody);
            _focus = others.Length == 1 && _document.LineAt(clause.Start).Span.Start == clause.Start ? others[0] : _focus;
        }
        else
        {
            Change(clause.Start, Nobody);
        }
    }

    /// <summary>A first full name that is in no relation to another company turns the text to it, wherever in the clause it stands.</summary>
    private bool Introduces(Mention mention)
    {
        CompanyDraft company = _roster.Companies[mention.Company];
        return mention.IsFull && company.First.Span == mention.Span && !SubjectEvidence.IsBystander(_document, mention.Span);
    }

    private bool IsDependent(Mention mention)
    {
        int from = Math.Max(0, mention.Span.Start - 12);
        return _document.Has(TermKind.Subsidiary, from, mention.Span.Start) || _document.Has(TermKind.Subsidiary, mention.Span.End, Math.Min(_document.Text.Length, mention.Span.End + 12));
    }

    /// <summary>Whether only an adverbial stands before it in its clause, and no relation word governs it.</summary>
    private bool IsSubject(TextSpan clause, TextSpan span)
    {
        ReadOnlySpan<char> before = _document.Cut(clause.Start, span.Start - clause.Start);
        ReadOnlySpan<char> after = _document.Cut(span.End, Math.Min(clause.End - span.End, 8));
        return before.Length <= LongestAdverbial && !Governs().IsMatch(before) && !after.StartsWith("、") && !NotSubjectAfter().IsMatch(after)
            && !_document.Within(TermKind.Relation, new TextSpan(clause.Start, span.Start)).Any(hit => _document.Lexicons.Relations[hit.Payload].Right is not Relation.None);
    }

    private void Change(int start, int company)
    {
        if (_changes[^1].Start == start)
        {
            _changes[^1] = (start, company);
        }
        else if (_changes[^1].Company != company)
        {
            _changes.Add((start, company));
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
