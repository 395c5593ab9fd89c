namespace Extraction.Worker.Placement.Chains;

/// <summary>What can be wrong with the rows of <c>nodes.csv</c> and with the chains that they make up.</summary>
internal static class NodeChecks
{
    public static IEnumerable<TaxonomyProblem> Rows(TaxonomyFiles files)
    {
        HashSet<string> chains = [.. files.Chains.Select(c => c.ChainId)];
        bool staged = UsesStages(files);
        Dictionary<string, int> ids = [];
        Dictionary<(string Chain, string Name), int> names = [];
        foreach (NodeRow row in files.Nodes)
        {
            if (row.NodeId.Length == 0 || row.Name.Length == 0)
            {
                yield return Problem(row, "node_id and name must be filled in.");
                continue;
            }

            if (!ids.TryAdd(row.NodeId, row.Line))
            {
                yield return Problem(row, $"node `{row.NodeId}` is already on line {ids[row.NodeId]}.");
            }

            if (!chains.Contains(row.ChainId))
            {
                yield return Problem(row, $"chain `{row.ChainId}` is not in {TaxonomyFiles.ChainsFile}.");
            }
            else if (!names.TryAdd((row.ChainId, row.Name), row.Line))
            {
                yield return Problem(row, $"the chain already has a node named {row.Name}, on line {names[(row.ChainId, row.Name)]}.", blocks: false);
            }

            if (staged && TaxonomyStage.Parse(row.Stage) is null)
            {
                yield return Problem(row, $"stage `{row.Stage}` must be `upstream`, `midstream` or `downstream`.");
            }

            foreach (string sentence in TermProblems(row))
            {
                yield return Problem(row, sentence, blocks: false);
            }
        }
    }

    public static IEnumerable<TaxonomyProblem> WholeChains(TaxonomyFiles files)
    {
        bool staged = UsesStages(files);
        ILookup<string, NodeRow> byChain = files.Nodes.ToLookup(n => n.ChainId);
        foreach (ChainRow chain in files.Chains.Where(c => c.ChainId.Length > 0))
        {
            string[] stages = staged ? [.. TaxonomyStage.Names.Except(byChain[chain.ChainId].Select(n => n.Stage))] : [];
            if (!byChain[chain.ChainId].Any())
            {
                yield return new TaxonomyProblem(TaxonomyFiles.ChainsFile, chain.Line, $"chain `{chain.ChainId}` has no node.", Blocks: false);
            }
            else if (stages.Length > 0)
            {
                yield return new TaxonomyProblem(TaxonomyFiles.ChainsFile, chain.Line, $"chain `{chain.ChainId}` has no {string.Join(" and no ", stages)} node.", Blocks: false);
            }
        }
    }

    /// <summary>Whether any node has a stage: then all must.</summary>
    private static bool UsesStages(TaxonomyFiles files) => files.Nodes.Any(n => n.Stage.Length > 0);

    private static IEnumerable<string> TermProblems(NodeRow row)
    {
        HashSet<string> seen = [row.Name];
        foreach ((string column, string field) in new[] { ("aliases", row.Aliases), ("products", row.Products) })
        {
            foreach (string term in field.Length == 0 ? [] : field.Split('|'))
            {
                if (term.Length == 0 || term != term.Trim())
                {
                    yield return $"{column} holds an empty or padded term; terms stand between single bars without spaces around them.";
                }
                else if (!seen.Add(term))
                {
                    yield return $"{term} stands twice in the node; leave it out of {column}.";
                }
            }
        }
    }

    private static TaxonomyProblem Problem(NodeRow row, string sentence, bool blocks = true) => new(TaxonomyFiles.NodesFile, row.Line, sentence, blocks);
}
