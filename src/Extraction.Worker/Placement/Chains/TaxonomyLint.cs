namespace Extraction.Worker.Placement.Chains;

/// <summary>Finds what is wrong with a taxonomy's files. Stages and edges are checked only where the taxonomy uses them.</summary>
internal static class TaxonomyLint
{
    /// <summary>Every problem, one sentence each; empty for a clean taxonomy.</summary>
    public static IReadOnlyList<TaxonomyProblem> Check(string directory) => Check(TaxonomyFiles.Read(directory));

    /// <summary>The same for files that have been read.</summary>
    public static IReadOnlyList<TaxonomyProblem> Check(TaxonomyFiles files)
    {
        List<TaxonomyProblem> problems = [.. files.Problems];
        if (!problems.Exists(p => p.Blocks && p.Line <= 1))
        {
            problems.AddRange(Chains(files));
            problems.AddRange(NodeChecks.Rows(files));
            problems.AddRange(EdgeChecks.Rows(files));
            problems.AddRange(NodeChecks.WholeChains(files));
        }

        return problems;
    }

    private static IEnumerable<TaxonomyProblem> Chains(TaxonomyFiles files)
    {
        if (files.Chains.Count == 0)
        {
            yield return new TaxonomyProblem(TaxonomyFiles.ChainsFile, 0, "there is no chain in it.", Blocks: true);
        }

        Dictionary<string, int> ids = [];
        Dictionary<string, int> names = [];
        foreach (ChainRow row in files.Chains)
        {
            if (row.ChainId.Length == 0 || row.Name.Length == 0 || row.Industry.Length == 0)
            {
                yield return new TaxonomyProblem(TaxonomyFiles.ChainsFile, row.Line, "chain_id, industry and name must all be filled in.", Blocks: true);
            }
            else if (!ids.TryAdd(row.ChainId, row.Line))
            {
                yield return new TaxonomyProblem(TaxonomyFiles.ChainsFile, row.Line, $"chain `{row.ChainId}` is already on line {ids[row.ChainId]}.", Blocks: true);
            }
            else if (!names.TryAdd($"{row.Industry}\n{row.Name}", row.Line))
            {
                yield return new TaxonomyProblem(TaxonomyFiles.ChainsFile, row.Line, $"{row.Industry} already has a chain named {row.Name}, on line {names[$"{row.Industry}\n{row.Name}"]}.", Blocks: false);
            }
        }
    }
}
