using Extraction.Contracts;
using Extraction.Worker.Grounding.Approximate;
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
        int start = Math.Clamp(_hint?.Start ?? 0, 0, _text.Length);
        int end = Math.Clamp(_hint?.End ?? _text.Length, start, _text.Length);
        bool everywhere = start == 0 && end == _text.Length;
        if (!everywhere)
        {
            if (Verbatim(start, end, ref fault) is { } preferred)
            {
                return preferred;
            }

            // A value belongs to its quote even when damaged; in reading order a verbatim place counts for more than a damaged one further on.
            if (end < _text.Length && Repaired(start, end) is GroundingResult.Found repaired)
            {
                return repaired;
            }
        }

        fault = null;
        if (Verbatim(0, _text.Length, ref fault) is { } found)
        {
            return found;
        }

        if (!everywhere && end == _text.Length && Repaired(start, end) is GroundingResult.Found later)
        {
            return later;
        }

        GroundingResult last = Repaired(0, _text.Length);
        return fault is { } reason && last is GroundingResult.Refused ? new GroundingResult.Refused(reason) : last;
    }

    /// <summary>The stages that repair.</summary>
    private GroundingResult Repaired(int start, int end)
    {
        int from = _folded.IndexAtOrAfter(start);
        int to = end >= _text.Length ? _folded.Length : _folded.IndexAtOrAfter(end);
        to = Math.Max(from, to);
        return ElidedSearch.Applies(_foldedQuote.Characters)
            && ElidedSearch.Run(_text, _folded, _foldedQuote.Characters, from, to, _hint?.Anchor) is GroundingResult.Found elided
            ? elided
            : ApproximateSearch.Run(_text, _folded, _foldedQuote, from, to, _hint?.Anchor);
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
        if (!SpanEdges.AreWhole(_text, start, end))
        {
            return false;
        }

        RefusalReason? here = SpanEdges.Fault(_text, start, end, _longQuote);
        fault ??= here;
        return here is null;
    }
}
