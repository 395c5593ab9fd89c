namespace Extraction.Worker.Documents;

/// <summary>A page's part of the text.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset after its last character.</param>
internal readonly record struct TextPage(int Number, int Start, int End);
