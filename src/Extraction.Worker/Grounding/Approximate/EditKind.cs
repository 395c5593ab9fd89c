namespace Extraction.Worker.Grounding.Approximate;

/// <summary>How a character of the quote and one of the text stand to each other.</summary>
internal enum EditKind : byte
{
    /// <summary>Equal after folding.</summary>
    Match,

    /// <summary>One of them is a placeholder for an unread character.</summary>
    Unread,

    /// <summary>The two are taken for each other.</summary>
    LookAlike,

    /// <summary>Two different marks of punctuation.</summary>
    Punctuation,

    /// <summary>Two different characters.</summary>
    Replaced,

    /// <summary>The text has a character that the quote lacks.</summary>
    Missing,

    /// <summary>The quote has a character that the text lacks.</summary>
    Extra,
}
