using System.Buffers;
using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>A document as the rules read it: folded text of the same length, lines, sentences, and every lexicon term in it.</summary>
internal sealed class DocumentText
{
    private readonly List<TermHit>[] _hits = new List<TermHit>[(int)TermKind.Honour + 1];
    private readonly int[] _lineOf;

    public DocumentText(string raw, Lexicons lexicons)
    {
        Raw = raw;
        Lexicons = lexicons;
        Text = FormerCells.Blank(NoiseText.Blank(lexicons.Folding.Fold(HiddenText.Blank(raw))));
        for (int i = 0; i < _hits.Length; i++)
        {
            _hits[i] = [];
        }

        foreach (TermHit hit in lexicons.Terms.Find(Text))
        {
            if (hit.Kind != TermKind.Negation || !IsInsideWord(hit))
            {
                _hits[(int)hit.Kind].Add(hit);
            }
        }

        Lines = LineReader.Read(Text);
        _lineOf = new int[Text.Length + 1];
        for (int i = 0; i < Lines.Count; i++)
        {
            int end = i + 1 < Lines.Count ? Lines[i + 1].Span.Start : Text.Length + 1;
            Array.Fill(_lineOf, i, Lines[i].Span.Start, end - Lines[i].Span.Start);
        }

        Sentences = SentenceReader.Read(Text, Lines);
    }

    /// <summary>不 of 不锈钢 and 未 of 未来 deny nothing.</summary>
    private bool IsInsideWord(TermHit hit) =>
        hit.Length == 1 && hit.End < Text.Length
        && (Text[hit.Start] == '不' ? Text[hit.End] is '锈' or '饱' or '干' or '燃' or '断' or '仅' or '但' or '同' or '少' or '错' or '止' or '粘' or '沾' : Text[hit.Start] == '未' && Text[hit.End] == '来');

    /// <summary>The document as given: values are cut from it.</summary>
    public string Raw { get; }

    /// <summary>The folded text: rules read it.</summary>
    public string Text { get; }

    public Lexicons Lexicons { get; }

    public IReadOnlyList<TextLine> Lines { get; }

    /// <summary>Sentences in order; a semicolon ends one too.</summary>
    public IReadOnlyList<TextSpan> Sentences { get; }

    public TextLine LineAt(int offset) => Lines[_lineOf[offset]];

    public int LineIndexAt(int offset) => _lineOf[offset];

    public List<TermHit> All(TermKind kind) => _hits[(int)kind];

    /// <summary>The folded text of a stretch; nothing where it ends before it starts.</summary>
    public ReadOnlySpan<char> Cut(TextSpan span) => Cut(span.Start, span.Length);

    /// <summary>At most so many characters of the folded text, as far as it reaches.</summary>
    public ReadOnlySpan<char> Cut(int start, int length)
    {
        int from = Math.Clamp(start, 0, Text.Length);
        return Text.AsSpan(from, Math.Clamp(length, 0, Text.Length - from));
    }

    /// <summary>Whether a term of the kind stands wholly inside.</summary>
    public bool Has(TermKind kind, int start, int end) => First(kind, start, end) is not null;

    public bool Has(TermKind kind, TextSpan span) => First(kind, span.Start, span.End) is not null;

    public TermHit? First(TermKind kind, int start, int end)
    {
        List<TermHit> list = _hits[(int)kind];
        for (int i = FirstIndex(list, start); i < list.Count && list[i].Start < end; i++)
        {
            if (list[i].End <= end)
            {
                return list[i];
            }
        }

        return null;
    }

    public IEnumerable<TermHit> Within(TermKind kind, TextSpan span)
    {
        List<TermHit> list = _hits[(int)kind];
        for (int i = FirstIndex(list, span.Start); i < list.Count && list[i].Start < span.End; i++)
        {
            if (list[i].End <= span.End)
            {
                yield return list[i];
            }
        }
    }

    /// <summary>The sentences that hold one of the words: what a pattern is tried on.</summary>
    public IEnumerable<TextSpan> SentencesWith(SearchValues<string> words)
    {
        for (int i = 0; i < Sentences.Count; i++)
        {
            if (Cut(Sentences[i]).ContainsAny(words))
            {
                yield return Sentences[i];
            }
        }
    }

    /// <summary>The matches of a pattern in the sentences that hold one of the words.</summary>
    public IEnumerable<Match> Find(Regex pattern, SearchValues<string> words) => SentencesWith(words).SelectMany(sentence => pattern.In(Text, sentence));

    /// <summary>The sentence around an offset.</summary>
    public TextSpan SentenceAt(int offset)
    {
        int low = 0, high = Sentences.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = Sentences[middle].Start <= offset ? (middle, high) : (low, middle - 1);
        }

        return Sentences.Count == 0 ? new TextSpan(offset, offset) : Sentences[low];
    }

    /// <summary>The clause around an offset: the part of its sentence between commas, colons and dashes.</summary>
    public TextSpan ClauseAt(int offset)
    {
        TextSpan sentence = SentenceAt(offset);
        int start = Math.Min(offset, Text.Length), end = offset;
        while (start > sentence.Start && !EndsClause(start - 1))
        {
            start--;
        }

        while (end < sentence.End && !EndsClause(end))
        {
            end++;
        }

        return new TextSpan(start, end);
    }

    /// <summary>A value: cut from the original, without line breaks and the space around it.</summary>
    public string Value(TextSpan span)
    {
        string value = Raw[span.Start..span.End].Trim();
        return value.Contains('\n') ? value.Replace("\r", string.Empty, StringComparison.Ordinal).Replace("\n", string.Empty, StringComparison.Ordinal) : value;
    }

    private bool EndsClause(int i) => Text[i] is '，' or ':' or '—' || (Text[i] == ',' && i + 1 < Text.Length && Text[i + 1] == ' ');

    private static int FirstIndex(List<TermHit> list, int start)
    {
        int low = 0, high = list.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = list[middle].Start < start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
