namespace Extraction.Worker.Evaluation;

/// <summary>How alike a label and a published value are.</summary>
internal enum ListPairKind
{
    /// <summary>The same characters.</summary>
    Exact,

    /// <summary>The same after NFKC, without case, spaces and punctuation.</summary>
    Normalised,

    /// <summary>Character pairs overlap by at least <see cref="ComparedText.SameFrom"/>.</summary>
    Partial,
}
