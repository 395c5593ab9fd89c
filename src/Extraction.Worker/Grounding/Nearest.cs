using Extraction.Contracts;

namespace Extraction.Worker.Grounding;

/// <summary>Keeps the place to take among several equal ones: the first, or the one nearest to an anchor.</summary>
/// <param name="anchor">Offset in the original text, or null for the first place.</param>
internal struct Nearest(int? anchor)
{
    private int _start = -1;
    private int _end;

    /// <summary>Offers a place; offsets come in ascending order.</summary>
    /// <returns>True once no later place can be better.</returns>
    public bool Offer(int start, int end)
    {
        if (_start < 0 || (anchor is { } wanted && Distance(start, end, wanted) < Distance(_start, _end, wanted)))
        {
            _start = start;
            _end = end;
        }

        return anchor is null || start >= anchor;
    }

    public readonly GroundingResult.Found? Result(MatchKind match) => _start < 0 ? null : new GroundingResult.Found(_start, _end, match, null);

    private static int Distance(int start, int end, int anchor) => anchor < start ? start - anchor : anchor > end ? anchor - end : 0;
}
