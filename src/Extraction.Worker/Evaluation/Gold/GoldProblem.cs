namespace Extraction.Worker.Evaluation;

/// <summary>Something wrong in a gold file.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Line">1-based; 0 where the problem is not at a line.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
internal sealed record GoldProblem(string File, int Line, string Sentence)
{
    /// <summary><c>file:line: sentence</c>, as editors read it.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Sentence}" : $"{File}:{Line}: {Sentence}";
}
