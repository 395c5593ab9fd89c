using Extraction.Contracts;
using Extraction.Worker.Grounding.Folding;

namespace Extraction.Worker.Grounding;

/// <summary>One search for one quote: the stages in their order, inside the hinted range first and then everywhere.</summary>
internal readonly ref struct GroundingSearch
{
    private readonly string _text;
    private readonly FoldedText _folded;
    private readonly string _quote;
    private readonly FoldedText _foldedQuote;
    private readonly GroundingHint? _hint;
    private readonly bool _longQuote;

    public GroundingSearch(string text, FoldedText folded, string quote, GroundingHint? hint)
    {
        _text = text;
        _folded = folded;
        _quote = quote;
        _foldedQuote = FoldedText.Of(quote);
        _hint = hint;
        _longQuote = _foldedQuote.Length >= SpanEdges.LongQuote;
    }

    public GroundingResult Run()
    {
        if (!_foldedQuote.HoldsLetterOrDigit())
        {
            return new GroundingResult.Refused(RefusalReason.Absent);
        }

        RefusalReason? fault = null;
        if (_hint is { } hint && (hint.Start > 0 || hint.End < _text.Length))
        {
            int start = Math.Clamp(hint.Start, 0, _text.Length);
            int end = Math.Clamp(hint.End, start, _text.Length);
            if (Verbatim(start, end, ref fault) is { } preferred)
            {
                return preferred;
            }
        }

        fault = null;
        return Verbatim(0, _text.Length, ref fault) is { } found ? found : new GroundingResult.Refused(fault ?? RefusalReason.Absent);
    }

    /// <summary>The exact and the folded stage.</summary>
    private GroundingResult.Found? Verbatim(int start, int end, ref RefusalReason? fault)
    {
        if (Exact(start, end, ref fault) is { } exact)
        {
            return exact;
        }

        int from = _folded.IndexAtOrAfter(start);
        int to = end >= _text.Length ? _folded.Length : _folded.IndexAtOrAfter(end);
        ReadOnlySpan<char> quote = _foldedQuote.Characters;
        if (Folded(quote, from, to, ref fault) is { } folded)
        {
            return folded;
        }

        // A space that crept into a number: ZL20121547864 6.3.
        return quote.Contains(' ') ? Folded(quote.ToString().Replace(" ", string.Empty, StringComparison.Ordinal), from, to, ref fault) : null;
    }

    private GroundingResult.Found? Exact(int start, int end, ref RefusalReason? fault)
    {
        Nearest nearest = new(_hint?.Anchor);
        for (int at = start; ; at++)
        {
            int found = _text.AsSpan(at, end - at).IndexOf(_quote, StringComparison.Ordinal);
            if (found < 0)
            {
                break;
            }

            at += found;
            int after = at + _quote.Length;
            if (Accept(at, after, ref fault) && nearest.Offer(at, after))
            {
                break;
            }
        }

        return nearest.Result(MatchKind.Exact);
    }

    private GroundingResult.Found? Folded(ReadOnlySpan<char> quote, int from, int to, ref RefusalReason? fault)
    {
        Nearest nearest = new(_hint?.Anchor);
        for (int at = from; at < to; at++)
        {
            int found = _folded.Characters[at..to].IndexOf(quote, StringComparison.Ordinal);
            if (found < 0)
            {
                break;
            }

            at += found;
            int after = at + quote.Length;
            if (_folded.IsPieceStart(at) && _folded.IsPieceStart(after))
            {
                int start = _folded.OriginalStart(at);
                int end = _folded.OriginalEnd(after - 1);
                if (Accept(start, end, ref fault) && nearest.Offer(start, end))
                {
                    break;
                }
            }
        }

        return nearest.Result(MatchKind.Normalised);
    }

    private bool Accept(int start, int end, ref RefusalReason? fault)
    {
        if (!IsBoundary(start) || !IsBoundary(end))
        {
            return false;
        }

        RefusalReason? here = SpanEdges.Fault(_text, start, end, _longQuote);
        fault ??= here;
        return here is null;
    }

    private bool IsBoundary(int offset) =>
        offset == 0 || offset == _text.Length
        || (!CharacterFolding.IsMark(_text[offset]) && !(char.IsLowSurrogate(_text[offset]) && char.IsHighSurrogate(_text[offset - 1])));
}
