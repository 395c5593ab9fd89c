using Extraction.Contracts;
using Extraction.Worker.Grounding.Folding;

namespace Extraction.Worker.Grounding.Approximate;

/// <summary>The stage that repairs: finds places with few edits, and keeps those whose edits are slips and not another meaning.</summary>
internal static class ApproximateSearch
{
    /// <summary>Longer quotes are only located exactly or after folding.</summary>
    private const int LongestQuote = 4_096;

    /// <summary>Searches the folded characters [<paramref name="from"/>, <paramref name="to"/>).</summary>
    /// <param name="source">The original text.</param>
    /// <param name="folded">The same after folding.</param>
    /// <param name="foldedQuote">The folded quote.</param>
    /// <param name="from">First folded character to use.</param>
    /// <param name="to">After the last one.</param>
    /// <param name="anchor">Among equal places the one nearest to this offset of the original; null for the first.</param>
    public static GroundingResult Run(string source, FoldedText folded, FoldedText foldedQuote, int from, int to, int? anchor)
    {
        ReadOnlySpan<char> quote = foldedQuote.Characters;
        if (quote.Length > LongestQuote)
        {
            return new GroundingResult.Refused(RefusalReason.Absent);
        }

        ReadOnlySpan<char> text = folded.Characters;
        List<Candidate> candidates;
        Candidate best;
        using (BitParallelSearch search = new(quote))
        {
            candidates = search.Run(text[from..to], RepairRules.Limit(quote), out best);
        }

        Choice choice = new(anchor);
        RefusalReason? fault = null;
        foreach (Candidate candidate in candidates)
        {
            // Edits cost 2 to 5: a place with one edit less may cost more, one with three less may not.
            if (choice.Alignment is { } chosen && candidate.Distance * 2 > chosen.Cost)
            {
                break;
            }

            Candidate here = candidate with { End = candidate.End + from };
            if (Alignment.Of(quote, text, from, to, here) is { } alignment)
            {
                RefusalReason? reason = Fault(source, folded, quote, alignment);
                fault ??= reason == RefusalReason.Absent ? null : reason;
                if (reason is null)
                {
                    choice.Offer(alignment, folded);
                }
            }
        }

        if (choice.IsAmbiguous)
        {
            return new GroundingResult.Refused(RefusalReason.Ambiguous);
        }

        if (choice.Alignment is { } taken)
        {
            return new GroundingResult.Found(
                folded.OriginalStart(taken.Start),
                folded.OriginalEnd(taken.End - 1),
                taken.Edits.Count == 0 ? MatchKind.Normalised : MatchKind.Repaired,
                taken.Edits.Count == 0 ? null : RepairDescription.Of(quote, text, taken.Edits));
        }

        return new GroundingResult.Refused(fault ?? Diagnose(quote, text, from, to, best));
    }

    private static RefusalReason? Fault(string source, FoldedText folded, ReadOnlySpan<char> quote, Alignment alignment)
    {
        if (alignment.End <= alignment.Start || !folded.IsPieceStart(alignment.Start) || !folded.IsPieceStart(alignment.End))
        {
            return RefusalReason.Absent;
        }

        int start = folded.OriginalStart(alignment.Start);
        int end = folded.OriginalEnd(alignment.End - 1);
        return !SpanEdges.AreWhole(source, start, end)
            ? RefusalReason.Absent
            : RepairRules.Fault(quote, folded.Characters, alignment) ?? SpanEdges.Fault(source, start, end, quote.Length >= SpanEdges.LongQuote);
    }

    private static RefusalReason Diagnose(ReadOnlySpan<char> quote, ReadOnlySpan<char> text, int from, int to, Candidate best) =>
        best.Distance * 2 > quote.Length + 1
            ? RefusalReason.Absent
            : RefusalDiagnosis.Of(quote, text, Alignment.Of(quote, text, from, to, best with { End = best.End + from }));

    /// <summary>The cheapest place, and whether another one is as cheap and says something else.</summary>
    private struct Choice(int? anchor)
    {
        public Alignment? Alignment { get; private set; }

        public bool IsAmbiguous { get; private set; }

        public void Offer(Alignment offered, FoldedText folded)
        {
            if (Alignment is not { } kept || offered.Cost < kept.Cost)
            {
                Alignment = offered;
                IsAmbiguous = false;
                return;
            }

            if (offered.Cost > kept.Cost)
            {
                return;
            }

            ReadOnlySpan<char> characters = folded.Characters;
            if (!characters[kept.Start..kept.End].SequenceEqual(characters[offered.Start..offered.End]))
            {
                IsAmbiguous = kept.End <= offered.Start || offered.End <= kept.Start || IsAmbiguous;
                return;
            }

            bool nearer = anchor is { } wanted
                ? Math.Abs(folded.OriginalStart(offered.Start) - wanted) < Math.Abs(folded.OriginalStart(kept.Start) - wanted)
                : offered.Start < kept.Start;
            Alignment = nearer ? offered : kept;
        }
    }
}
