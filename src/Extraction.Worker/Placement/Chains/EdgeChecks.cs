namespace Extraction.Worker.Placement.Chains;

/// <summary>What can be wrong with the rows of <c>edges.csv</c>.</summary>
internal static class EdgeChecks
{
    public static IEnumerable<TaxonomyProblem> Rows(TaxonomyFiles files)
    {
        HashSet<string> nodes = [.. files.Nodes.Select(n => n.NodeId)];
        HashSet<string> joined = [];
        Dictionary<(string From, string To), int> seen = [];
        foreach (EdgeRow row in files.Edges)
        {
            joined.Add(row.FromNode);
            joined.Add(row.ToNode);
            foreach (string unknown in new[] { row.FromNode, row.ToNode }.Where(id => !nodes.Contains(id)))
            {
                yield return Problem(row, $"node `{unknown}` is not in {TaxonomyFiles.NodesFile}.", blocks: true);
            }

            if (row.FromNode == row.ToNode)
            {
                yield return Problem(row, $"the edge leads from `{row.FromNode}` to itself.");
            }
            else if (!seen.TryAdd((row.FromNode, row.ToNode), row.Line))
            {
                yield return Problem(row, $"the edge from `{row.FromNode}` to `{row.ToNode}` is already on line {seen[(row.FromNode, row.ToNode)]}.");
            }
        }

        if (files.Edges.Count > 0)
        {
            foreach (NodeRow node in files.Nodes.Where(n => n.NodeId.Length > 0 && !joined.Contains(n.NodeId)))
            {
                yield return new TaxonomyProblem(TaxonomyFiles.NodesFile, node.Line, $"node `{node.NodeId}` has no edge; join it to what it buys from or sells to.", Blocks: false);
            }
        }
    }

    private static TaxonomyProblem Problem(EdgeRow row, string sentence, bool blocks = false) => new(TaxonomyFiles.EdgesFile, row.Line, sentence, blocks);
}
