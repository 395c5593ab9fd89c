namespace Extraction.Prompts;

/// <summary>A catalog cannot be used as it is.</summary>
/// <param name="problems">Everything that is wrong with it.</param>
public sealed class PromptCatalogException(IReadOnlyList<PromptProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<PromptProblem> Problems { get; } = problems;
}
