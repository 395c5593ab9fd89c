using Extraction.Contracts;
using Extraction.Prompts.Replies;
using Extraction.Worker.Documents;
using Extraction.Worker.Grounding;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>The part of the text that a model read, and the finding of its words there.</summary>
/// <param name="source">The whole text.</param>
/// <param name="grounded">The whole text, prepared for finding quotes.</param>
/// <param name="start">Offset where the part begins.</param>
/// <param name="end">Offset after the part.</param>
/// <param name="refused">Takes what was refused.</param>
internal sealed class Piece(SourceText source, GroundedText grounded, int start, int end, RefusalList refused)
{
    /// <summary>All values that the text holds.</summary>
    public IReadOnlyList<Fact> FindAll(string field, IReadOnlyList<QuotedValue> values) =>
        [.. values.Select(value => Find(field, value)).OfType<Fact>()];

    /// <summary>A value that the text holds, or null.</summary>
    public Fact? Find(string field, QuotedValue value) => Find(field, value.Value, value.Quote);

    /// <summary>A value that the text holds inside its quote, or null.</summary>
    public Fact? Find(string field, string value, string? quote)
    {
        Evidence? passage = null;
        if (quote is not null && quote != value)
        {
            passage = Locate(field, quote, value);
            if (passage is null)
            {
                return null;
            }
        }

        GroundingHint hint = passage is null ? GroundingHint.Within(start, end) : GroundingHint.Within(passage.Start, passage.End);
        switch (grounded.Locate(value, hint))
        {
            case GroundingResult.Found found when found.Start >= hint.Start && found.End <= hint.End:
                Evidence evidence = EvidenceOf(found);

                // Where the model misread a character, the text's own words are published.
                return new Fact(found.Match == MatchKind.Repaired ? evidence.Quote : value.Trim(), evidence);
            case GroundingResult.Refused { Reason: var reason } when passage is null:
                refused.Add(field, value, reason.Word());
                return null;
            default:
                refused.Add(field, value, "not-in-quote");
                return null;
        }
    }

    /// <summary>Where a quote stands in this part, or null after a refusal.</summary>
    /// <param name="field">The field that it is for.</param>
    /// <param name="quote">The model's words.</param>
    /// <param name="value">What to list as refused; the quote itself where null.</param>
    public Evidence? Locate(string field, string quote, string? value)
    {
        switch (grounded.Locate(quote, GroundingHint.Within(start, end)))
        {
            case GroundingResult.Found found when found.Start >= start && found.End <= end:
                return EvidenceOf(found);
            case GroundingResult.Refused why:
                refused.Add(field, value ?? quote, why.Reason.Word());
                return null;
            default:
                refused.Add(field, value ?? quote, "absent");
                return null;
        }
    }

    /// <summary>Lists a value as refused.</summary>
    public void Refuse(string field, string value, string reason) => refused.Add(field, value, reason);

    private Evidence EvidenceOf(GroundingResult.Found found) =>
        new(source.Text[found.Start..found.End], found.Start, found.End, source.PageAt(found.Start), found.Match);
}
