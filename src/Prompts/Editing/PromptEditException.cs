namespace Extraction.Prompts.Editing;

/// <summary>A draft or a release cannot be made; the message says why.</summary>
/// <param name="sentence">What stands in the way and what to do.</param>
public sealed class PromptEditException(string sentence) : Exception(sentence);
