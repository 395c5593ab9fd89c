using System.Buffers;

namespace Extraction.Worker.Grounding.Approximate;

/// <summary>The cheapest alignment of a quote with the text that ends near a candidate, in a band around the diagonal.</summary>
/// <param name="Start">First folded character of the text.</param>
/// <param name="End">After the last.</param>
/// <param name="Cost">Sum of the costs; misreadings cost less than missing characters, those less than extra ones.</param>
/// <param name="Edits">Everything that is not a match, in order.</param>
internal sealed record Alignment(int Start, int End, int Cost, IReadOnlyList<Edit> Edits)
{
    private const int Never = 1_000_000;

    /// <summary>Aligns.</summary>
    /// <param name="quote">The folded quote.</param>
    /// <param name="text">The folded text.</param>
    /// <param name="from">Text before this index is not used.</param>
    /// <param name="to">Nor is text from this index on.</param>
    /// <param name="candidate">Where the quote may end, in indexes of <paramref name="text"/>.</param>
    public static Alignment? Of(ReadOnlySpan<char> quote, ReadOnlySpan<char> text, int from, int to, Candidate candidate)
    {
        int band = candidate.Distance + 2;
        int width = (2 * band) + 1;
        int shift = candidate.End - quote.Length - band;
        int[] costs = ArrayPool<int>.Shared.Rent(width * 2);
        byte[] steps = ArrayPool<byte>.Shared.Rent((quote.Length + 1) * width);
        Span<int> above = costs.AsSpan(0, width);
        Span<int> row = costs.AsSpan(width, width);
        for (int d = 0; d < width; d++)
        {
            int x = shift + d;
            above[d] = x >= from && x <= to ? 0 : Never;
        }

        for (int i = 1; i <= quote.Length; i++)
        {
            char q = quote[i - 1];
            int extra = IsLetter(q) ? 5 : 2;
            for (int d = 0; d < width; d++)
            {
                int x = shift + i + d;
                int best = Never;
                EditKind kind = EditKind.Match;
                if (x > from && x <= to)
                {
                    (int cost, kind) = Pair(q, text[x - 1]);
                    best = above[d] + cost;
                    int missing = d > 0 ? row[d - 1] + (IsLetter(text[x - 1]) ? 4 : 2) : Never;
                    if (missing < best)
                    {
                        best = missing;
                        kind = EditKind.Missing;
                    }
                }

                int left = d + 1 < width && x >= from && x <= to ? above[d + 1] + extra : Never;
                if (left < best)
                {
                    best = left;
                    kind = EditKind.Extra;
                }

                row[d] = Math.Min(best, Never);
                steps[(i * width) + d] = (byte)kind;
            }

            Span<int> swap = above;
            above = row;
            row = swap;
        }

        int end = -1;
        for (int d = 0; d < width; d++)
        {
            if (above[d] < Never && (end < 0 || above[d] < above[end] || (above[d] == above[end] && Math.Abs(d - band) < Math.Abs(end - band))))
            {
                end = d;
            }
        }

        Alignment? result = end < 0 ? null : TraceBack(steps, width, shift, quote.Length, end, above[end]);
        ArrayPool<int>.Shared.Return(costs);
        ArrayPool<byte>.Shared.Return(steps);
        return result;
    }

    private static Alignment TraceBack(byte[] steps, int width, int shift, int length, int end, int cost)
    {
        List<Edit> edits = [];
        int d = end;
        int i = length;
        while (i > 0)
        {
            EditKind kind = (EditKind)steps[(i * width) + d];
            int x = shift + i + d;
            switch (kind)
            {
                case EditKind.Missing:
                    edits.Add(new Edit(kind, i, x - 1));
                    d--;
                    continue;
                case EditKind.Extra:
                    edits.Add(new Edit(kind, i - 1, x));
                    d++;
                    break;
                case EditKind.Match:
                    break;
                default:
                    edits.Add(new Edit(kind, i - 1, x - 1));
                    break;
            }

            i--;
        }

        edits.Reverse();
        return new Alignment(shift + d, shift + length + end, cost, edits);
    }

    private static (int Cost, EditKind Kind) Pair(char quote, char text)
    {
        if (quote == text)
        {
            return (0, EditKind.Match);
        }

        bool letter = IsLetter(text);
        if (ConfusedCharacters.IsPlaceholder(quote) || ConfusedCharacters.IsPlaceholder(text))
        {
            return (letter || ConfusedCharacters.IsPlaceholder(text) ? 3 : 4, EditKind.Unread);
        }

        bool quoteLetter = IsLetter(quote);
        if (quoteLetter && letter)
        {
            return ConfusedCharacters.AreAlike(quote, text) ? (3, EditKind.LookAlike) : (7, EditKind.Replaced);
        }

        return quoteLetter || letter ? (8, EditKind.Replaced) : (2, EditKind.Punctuation);
    }

    /// <summary>A question mark is a placeholder now and then, but a mark of punctuation first.</summary>
    private static bool IsLetter(char c) => FoldedLetters.IsLetter(c) || (c != '?' && ConfusedCharacters.IsPlaceholder(c));
}
