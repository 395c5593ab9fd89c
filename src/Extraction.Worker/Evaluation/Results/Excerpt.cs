namespace Extraction.Worker.Evaluation.Results;

/// <summary>A piece of the text that was read, with the words that matter.</summary>
/// <param name="Of"><c>published</c>: the event's evidence. <c>labelled</c>: where the text holds the labelled words.</param>
/// <param name="Before">Text before them.</param>
/// <param name="Words">The words.</param>
/// <param name="After">Text after them.</param>
/// <param name="Start">Offset of the words, in UTF-16 code units.</param>
internal sealed record Excerpt(string Of, string Before, string Words, string After, int Start);
