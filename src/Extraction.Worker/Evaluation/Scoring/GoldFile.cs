namespace Extraction.Worker.Evaluation;

/// <summary>Reads gold records without their documents.</summary>
internal static class GoldFile
{
    /// <summary>The labelled documents, in the order of the lines; empty lines are skipped.</summary>
    /// <exception cref="GoldException">A line is no gold record; the message names the line.</exception>
    public static IReadOnlyList<GoldDocument> Parse(IEnumerable<string> lines)
    {
        List<GoldProblem> problems = [];
        IReadOnlyList<(GoldDocument Gold, int Line)> read = GoldLines.Parse("gold", lines, problems);
        return problems.Count == 0 ? [.. read.Select(one => one.Gold)] : throw new GoldException(problems);
    }
}
