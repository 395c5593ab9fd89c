namespace Extraction.Worker.Grounding.Approximate;

/// <summary>One step of an alignment of quote and text.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Quote">Index of the quote's character; for <see cref="EditKind.Missing"/> of the one that follows.</param>
/// <param name="Text">Index of the text's character; for <see cref="EditKind.Extra"/> of the one that follows.</param>
internal readonly record struct Edit(EditKind Kind, int Quote, int Text)
{
    /// <summary>Whether a letter or figure is concerned, not punctuation or a space.</summary>
    public bool ConcernsLetter(ReadOnlySpan<char> quote, ReadOnlySpan<char> text) => Kind switch
    {
        EditKind.Match or EditKind.Punctuation => false,
        EditKind.Missing => FoldedLetters.IsLetter(text[Text]),
        EditKind.Extra => FoldedLetters.IsLetter(quote[Quote]),
        _ => true,
    };
}
