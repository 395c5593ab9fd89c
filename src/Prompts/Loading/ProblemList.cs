using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Extraction.Prompts.Loading;

/// <summary>What is wrong with one file, collected while it is read.</summary>
internal sealed class ProblemList(string file)
{
    private readonly List<PromptProblem> _problems = [];

    public IReadOnlyList<PromptProblem> All => _problems;

    public void Add(Mark at, string sentence) => _problems.Add(new PromptProblem(file, (int)at.Line, (int)at.Column, sentence));

    public void Add(YamlNode at, string sentence) => Add(at.Start, sentence);

    public void AddAtLine(long line, long column, string sentence) => _problems.Add(new PromptProblem(file, (int)line, (int)column, sentence));
}
