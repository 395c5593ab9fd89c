using System.Buffers;
using Extraction.Contracts;
using Extraction.Worker.Grounding.Folding;

namespace Extraction.Worker.Grounding.Approximate;

/// <summary>
/// The stage for a quote whose middle was left out (……, …, ...): its parts in their order, each as near to the one before as the text allows, within
/// one sentence; short parts within one clause, with a gap no longer than what is quoted.
/// </summary>
internal static class ElidedSearch
{
    private const int ShortPart = 4;
    private const int LongestGap = 160;
    private const int LongestShortGap = 12;

    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。！？!?\f");

    /// <summary>Whether the folded quote has something left out.</summary>
    public static bool Applies(ReadOnlySpan<char> quote) => quote.Contains(CharacterFolding.Ellipsis);

    /// <summary>Searches the folded characters [<paramref name="from"/>, <paramref name="to"/>).</summary>
    public static GroundingResult Run(string source, FoldedText folded, ReadOnlySpan<char> quote, int from, int to, int? anchor)
    {
        List<string> parts = Parts(quote);
        if (parts.Count == 0)
        {
            return new GroundingResult.Refused(RefusalReason.Absent);
        }

        ReadOnlySpan<char> text = folded.Characters;
        bool longQuote = quote.Length >= SpanEdges.LongQuote;
        RefusalReason? fault = null;
        (int Start, int End) best = (-1, -1);
        bool ambiguous = false;
        for (int at = from; at < to; at++)
        {
            int found = text[at..to].IndexOf(parts[0], StringComparison.Ordinal);
            if (found < 0)
            {
                break;
            }

            at += found;
            int end = Chain(source, folded, parts, at, to);
            if (end < 0 || !folded.IsPieceStart(at) || !folded.IsPieceStart(end))
            {
                continue;
            }

            int start = folded.OriginalStart(at);
            int originalEnd = folded.OriginalEnd(end - 1);
            if (!SpanEdges.AreWhole(source, start, originalEnd) || SpanEdges.Fault(source, start, originalEnd, longQuote) is { } reason && (fault = reason) is not null)
            {
                continue;
            }

            bool shorter = best.Start < 0 || end - at < best.End - best.Start;
            bool equal = !shorter && end - at == best.End - best.Start;
            if (equal && !text[at..end].SequenceEqual(text[best.Start..best.End]))
            {
                ambiguous = true;
            }
            else if (shorter || (equal && anchor is { } wanted && Math.Abs(start - wanted) < Math.Abs(folded.OriginalStart(best.Start) - wanted)))
            {
                ambiguous = !shorter && ambiguous;
                best = (at, end);
            }
        }

        if (best.Start < 0 || ambiguous)
        {
            return new GroundingResult.Refused(ambiguous ? RefusalReason.Ambiguous : fault ?? RefusalReason.Absent);
        }

        int leftOut = best.End - best.Start - parts.Sum(part => part.Length);
        return new GroundingResult.Found(folded.OriginalStart(best.Start), folded.OriginalEnd(best.End - 1), MatchKind.Repaired, RepairDescription.Elided(leftOut));
    }

    /// <summary>The quote between its ellipses, without the brackets that some put around them.</summary>
    private static List<string> Parts(ReadOnlySpan<char> quote)
    {
        List<string> parts = [];
        foreach (Range range in quote.Split(CharacterFolding.Ellipsis))
        {
            ReadOnlySpan<char> part = quote[range];
            part = part.Length > 0 && part[^1] is '[' or '(' ? part[..^1] : part;
            part = part.Length > 0 && part[0] is ']' or ')' ? part[1..] : part;
            if (part.IsEmpty)
            {
                continue;
            }

            parts.Add(part.ToString());
        }

        return parts.TrueForAll(part => FoldedLetters.Weight(part) == 0) || FoldedLetters.Weight(string.Concat(parts)) < 2 ? [] : parts;
    }

    /// <summary>Where the last part ends if the first stands at <paramref name="start"/>, or -1.</summary>
    private static int Chain(string source, FoldedText folded, List<string> parts, int start, int to)
    {
        ReadOnlySpan<char> text = folded.Characters;
        int end = start + parts[0].Length;
        int quoted = parts[0].Length;
        for (int i = 1; i < parts.Count; i++)
        {
            string part = parts[i];
            bool isShort = Math.Min(FoldedLetters.Weight(parts[i - 1]), FoldedLetters.Weight(part)) < ShortPart;
            quoted += part.Length;
            int longest = isShort ? Math.Min(LongestShortGap, Math.Max(ShortPart, quoted)) : LongestGap;
            int last = Math.Min(to, end + longest + part.Length);
            if (last <= end)
            {
                return -1;
            }

            int gap = text[end..last].IndexOf(part, StringComparison.Ordinal);
            if (gap <= 0 || Crosses(source, folded, end, end + gap, isShort))
            {
                return -1;
            }

            end += gap + part.Length;
        }

        return end;
    }

    private static bool Crosses(string source, FoldedText folded, int from, int to, bool isShort)
    {
        ReadOnlySpan<char> gap = source.AsSpan(folded.OriginalEnd(from - 1), folded.OriginalStart(to) - folded.OriginalEnd(from - 1));
        return gap.ContainsAny(SentenceEnds) || gap.Contains("\n\n", StringComparison.Ordinal)
            || (isShort && (folded.Characters[from..to].ContainsAny(FoldedLetters.ClauseEnds) || gap.Contains('\n')));
    }
}
