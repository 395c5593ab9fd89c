namespace Extraction.Worker.Documents;

/// <summary>Where on its page a part of the text stands: a line, or a cell of a table row. Lengths are in points (1/72 inch) from the upper left corner of the page.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset after its last character.</param>
/// <param name="Page">From 1.</param>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Lower edge.</param>
internal readonly record struct TextBox(int Start, int End, int Page, float Left, float Top, float Right, float Bottom);
