namespace Extraction.Worker.Extraction.Segments;

/// <summary>A piece of the text that goes to the model in one call.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset after its last character.</param>
/// <param name="Records">The registry records in it; empty where it is running text.</param>
internal sealed record Segment(int Start, int End, IReadOnlyList<Documents.TextRecord> Records);
