namespace Extraction.Worker.LanguageModels;

/// <summary>How a reply ended.</summary>
internal enum ReplyEnd
{
    /// <summary>The model was done.</summary>
    Done,

    /// <summary>The limit of tokens was reached: the reply is cut.</summary>
    Length,

    /// <summary>The content filter cut or withheld it.</summary>
    ContentFilter,

    /// <summary>The model declined.</summary>
    Refusal,

    /// <summary>The answer holds no choice, or an empty one.</summary>
    Empty,
}
