namespace Extraction.Worker.Evaluation;

/// <summary>A gold file cannot be used as it is.</summary>
/// <param name="problems">Everything that is wrong with it.</param>
internal sealed class GoldException(IReadOnlyList<GoldProblem> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<GoldProblem> Problems { get; } = problems;
}
