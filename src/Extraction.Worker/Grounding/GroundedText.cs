using Extraction.Worker.Grounding.Folding;

namespace Extraction.Worker.Grounding;

/// <summary>
/// A source text prepared once, in which quotes are then located: character for character, after the recorded folding, and approximately. Building
/// takes time and memory linear in the text; it is immutable and may be used by several threads.
/// </summary>
internal sealed class GroundedText
{
    private readonly FoldedText _folded;

    /// <summary>Prepares a text.</summary>
    /// <param name="text">Any sequence of UTF-16 code units.</param>
    public GroundedText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        _folded = FoldedText.Of(text);
    }

    /// <summary>The text as it was read.</summary>
    public string Text { get; }

    /// <summary>Locates a quote.</summary>
    /// <param name="quote">What is said to stand in the text, without quotation marks of its own. A quote without a letter or digit proves nothing.</param>
    /// <param name="hint">Where it is expected; null takes the first place of a quote that stands several times.</param>
    /// <returns>A span that never splits a surrogate pair or a combining sequence, or a refusal.</returns>
    public GroundingResult Locate(string quote, GroundingHint? hint = null)
    {
        ArgumentNullException.ThrowIfNull(quote);
        return new GroundingSearch(Text, _folded, quote, hint).Run();
    }
}
