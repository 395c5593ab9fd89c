using System.Buffers;
using System.Runtime.CompilerServices;

namespace Extraction.Worker.Grounding.Approximate;

/// <summary>
/// Finds where a quote stands with few edits, by the bit-parallel algorithm of Myers (J. ACM 46(3), 1999) in blocks of 64 characters: one pass
/// over the text, a few machine instructions a character and block, whatever the text holds. Misreadings count as equal here; whether they, and
/// the other edits, may be repaired is decided afterwards.
/// </summary>
internal ref struct BitParallelSearch
{
    private const int MostCandidates = 24;

    private readonly int _blocks;
    private readonly int _slotMask;
    private readonly int _length;
    private readonly char[] _keys;
    private readonly ulong[] _masks;
    private readonly ulong[] _defaults;

    public BitParallelSearch(ReadOnlySpan<char> quote)
    {
        _length = quote.Length;
        _blocks = (quote.Length + 63) / 64;
        int slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, quote.Length * 4));
        _keys = ArrayPool<char>.Shared.Rent(slots * 2);
        _masks = ArrayPool<ulong>.Shared.Rent(slots * 2 * _blocks);
        _defaults = ArrayPool<ulong>.Shared.Rent(_blocks);
        _slotMask = (slots * 2) - 1;
        Array.Clear(_keys, 0, slots * 2);
        Array.Clear(_defaults, 0, _blocks);
        for (int i = 0; i < quote.Length; i++)
        {
            if (ConfusedCharacters.IsPlaceholder(quote[i]))
            {
                _defaults[i >> 6] |= 1UL << (i & 63);
            }
        }

        for (int i = 0; i < quote.Length; i++)
        {
            Set(quote[i], i);
            foreach (char alike in ConfusedCharacters.LookAlikesOf(quote[i]))
            {
                Set(alike, i);
            }
        }

        foreach (char placeholder in ConfusedCharacters.Placeholders)
        {
            _masks.AsSpan(SlotFor(placeholder) * _blocks, _blocks).Fill(ulong.MaxValue);
        }
    }

    /// <summary>The best places, best first, and the best one of all even if it is worse than <paramref name="limit"/>.</summary>
    /// <param name="text">Where to search.</param>
    /// <param name="limit">Largest edit distance of a candidate.</param>
    /// <param name="best">The place with the smallest distance of all.</param>
    public readonly List<Candidate> Run(ReadOnlySpan<char> text, int limit, out Candidate best)
    {
        List<Candidate> candidates = [];
        ulong[] state = ArrayPool<ulong>.Shared.Rent(_blocks * 2);
        Span<ulong> positive = state.AsSpan(0, _blocks);
        Span<ulong> negative = state.AsSpan(_blocks, _blocks);
        positive.Fill(ulong.MaxValue);
        negative.Clear();
        int score = _length;
        best = new Candidate(0, _length);
        Candidate local = new(0, int.MaxValue);
        int localFrom = 0;
        for (int j = 0; j < text.Length; j++)
        {
            score += Step(MasksOf(text[j]), positive, negative);
            if (score < best.Distance)
            {
                best = new Candidate(j + 1, score);
            }

            bool close = score <= limit;
            if (local.Distance != int.MaxValue && (!close || j - localFrom > _length))
            {
                Keep(candidates, local);
                local = new Candidate(0, int.MaxValue);
            }

            if (close && score < local.Distance)
            {
                localFrom = local.Distance == int.MaxValue ? j : localFrom;
                local = new Candidate(j + 1, score);
            }
        }

        if (local.Distance != int.MaxValue)
        {
            Keep(candidates, local);
        }

        ArrayPool<ulong>.Shared.Return(state);
        candidates.Sort(static (a, b) => a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : a.End.CompareTo(b.End));
        return candidates;
    }

    public readonly void Dispose()
    {
        ArrayPool<char>.Shared.Return(_keys);
        ArrayPool<ulong>.Shared.Return(_masks);
        ArrayPool<ulong>.Shared.Return(_defaults);
    }

    private static void Keep(List<Candidate> candidates, Candidate candidate)
    {
        if (candidates.Count < MostCandidates)
        {
            candidates.Add(candidate);
            return;
        }

        int worst = 0;
        for (int i = 1; i < candidates.Count; i++)
        {
            worst = candidates[i].Distance > candidates[worst].Distance ? i : worst;
        }

        if (candidate.Distance < candidates[worst].Distance)
        {
            candidates[worst] = candidate;
        }
    }

    private readonly void Set(char c, int index) => _masks[(SlotFor(c) * _blocks) + (index >> 6)] |= 1UL << (index & 63);

    private readonly int SlotFor(char c)
    {
        int slot = Hash(c);
        while (_keys[slot] != c)
        {
            if (_keys[slot] == '\0')
            {
                _keys[slot] = c;
                _defaults.AsSpan(0, _blocks).CopyTo(_masks.AsSpan(slot * _blocks));
                break;
            }

            slot = (slot + 1) & _slotMask;
        }

        return slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Hash(char c) => (int)((c * 2654435769u) >> 16) & _slotMask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ReadOnlySpan<ulong> MasksOf(char c)
    {
        int slot = Hash(c);
        while (true)
        {
            char key = _keys[slot];
            if (key == c)
            {
                return _masks.AsSpan(slot * _blocks, _blocks);
            }

            if (key == '\0')
            {
                return _defaults.AsSpan(0, _blocks);
            }

            slot = (slot + 1) & _slotMask;
        }
    }

    /// <summary>One text character: the change of the distance at the end of the quote.</summary>
    private readonly int Step(ReadOnlySpan<ulong> masks, Span<ulong> positive, Span<ulong> negative)
    {
        int carry = 0;
        for (int b = 0; b < masks.Length; b++)
        {
            ulong equal = masks[b];
            ulong pv = positive[b];
            ulong mv = negative[b];
            ulong xv = equal | mv;
            equal |= carry < 0 ? 1UL : 0;
            ulong xh = (((equal & pv) + pv) ^ pv) | equal;
            ulong ph = mv | ~(xh | pv);
            ulong mh = pv & xh;
            int top = b == masks.Length - 1 ? (_length - 1) & 63 : 63;
            int next = (int)((ph >> top) & 1) - (int)((mh >> top) & 1);
            ph = (ph << 1) | (carry > 0 ? 1UL : 0);
            mh = (mh << 1) | (carry < 0 ? 1UL : 0);
            positive[b] = mh | ~(xv | ph);
            negative[b] = ph & xv;
            carry = next;
        }

        return carry;
    }
}
