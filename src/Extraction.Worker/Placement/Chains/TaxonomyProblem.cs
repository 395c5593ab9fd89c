namespace Extraction.Worker.Placement.Chains;

/// <summary>Something that is wrong with a taxonomy's files.</summary>
/// <param name="File">The file's name, or the directory's path where a file is missing.</param>
/// <param name="Line">The line, from 1; 0 where it concerns the whole file.</param>
/// <param name="Sentence">What is wrong and what to do, without file and line.</param>
/// <param name="Blocks">Whether the taxonomy cannot be used as it is.</param>
internal sealed record TaxonomyProblem(string File, int Line, string Sentence, bool Blocks)
{
    public override string ToString() => Line > 0 ? $"{File}, line {Line}: {Sentence}" : $"{File}: {Sentence}";
}
