using Extraction.Contracts;

namespace Extraction.Worker.Grounding;

/// <summary>What came of locating a quote: a place in the text, or a refusal with its reason.</summary>
internal abstract record GroundingResult
{
    private GroundingResult()
    {
    }

    /// <summary>The quote stands in the text. The text cut at the span, not the quote as it was given, is what gets published.</summary>
    /// <param name="Start">Offset of the first character, in UTF-16 code units of the original text.</param>
    /// <param name="End">Offset after the last character.</param>
    /// <param name="Match">How it was found.</param>
    /// <param name="Repairs">What differs, for people to read; null unless <paramref name="Match"/> is <see cref="MatchKind.Repaired"/>.</param>
    public sealed record Found(int Start, int End, MatchKind Match, string? Repairs) : GroundingResult;

    /// <summary>The quote is not proved by the text.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(RefusalReason Reason) : GroundingResult;
}
