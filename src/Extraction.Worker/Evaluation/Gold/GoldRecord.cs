namespace Extraction.Worker.Evaluation;

/// <summary>A labelled document with its place in the gold file.</summary>
/// <param name="Gold">The labels.</param>
/// <param name="Line">Where it begins, 1-based.</param>
/// <param name="Path">The document's file.</param>
internal sealed record GoldRecord(GoldDocument Gold, int Line, string Path);
