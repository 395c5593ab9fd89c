namespace Extraction.Worker.Grounding;

/// <summary>
/// Where a quote is expected, for texts that say the same thing several times. A hint orders the places, it never hides one: a quote that
/// stands only elsewhere is still found. All offsets count UTF-16 code units of the original text.
/// </summary>
internal sealed record GroundingHint
{
    private GroundingHint(int start, int end, int? anchor)
    {
        Start = start;
        End = end;
        Anchor = anchor;
    }

    /// <summary>Start of the range to search first.</summary>
    public int Start { get; }

    /// <summary>End of that range, exclusive.</summary>
    public int End { get; }

    /// <summary>Among several places the one nearest to this offset is taken; null takes the first.</summary>
    public int? Anchor { get; }

    /// <summary>Searches [<paramref name="start"/>, <paramref name="end"/>) first: a value inside its quote.</summary>
    public static GroundingHint Within(int start, int end) => new(start, end, null);

    /// <summary>Takes the place nearest to <paramref name="anchor"/>: a value beside its company's name.</summary>
    public static GroundingHint Near(int anchor) => new(0, int.MaxValue, anchor);

    /// <summary>Takes the first place at or after <paramref name="offset"/>: quotes that repeat, given in reading order.</summary>
    public static GroundingHint After(int offset) => new(offset, int.MaxValue, null);
}
