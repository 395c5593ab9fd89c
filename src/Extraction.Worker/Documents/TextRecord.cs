namespace Extraction.Worker.Documents;

/// <summary>One row of a registry table, written out in the text as a block of <c>column：value</c> lines.</summary>
/// <param name="Row">Data row number from 1, as a person counts them below the header.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset after its last character.</param>
internal readonly record struct TextRecord(int Row, int Start, int End);
