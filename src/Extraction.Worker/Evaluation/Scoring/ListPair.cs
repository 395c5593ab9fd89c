namespace Extraction.Worker.Evaluation;

/// <summary>A label and the published value that was matched with it.</summary>
/// <param name="Label">Position in the labelled list.</param>
/// <param name="Value">Position in the published list.</param>
/// <param name="Kind">How alike they are.</param>
internal readonly record struct ListPair(int Label, int Value, ListPairKind Kind);
