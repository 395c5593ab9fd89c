namespace Extraction.Prompts;

/// <summary>Something wrong in a catalog.</summary>
/// <param name="File">Path relative to the catalog, forward slashes.</param>
/// <param name="Line">1-based; 0 where the problem is not at a line.</param>
/// <param name="Column">1-based; 0 likewise.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record PromptProblem(string File, int Line, int Column, string Sentence)
{
    /// <summary><c>file:line:column: sentence</c>, as editors read it.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Sentence}" : $"{File}:{Line}:{Column}: {Sentence}";
}
