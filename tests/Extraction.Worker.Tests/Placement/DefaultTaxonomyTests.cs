using Extraction.Worker.Placement.Chains;
using Xunit;

namespace Extraction.Worker.Tests.Placement;

public class DefaultTaxonomyTests
{
    private static readonly string Directory = Path.Combine(AppContext.BaseDirectory, "Placement", "Taxonomy");
    private static readonly Taxonomy Default = Taxonomy.Load(Directory);

    [Fact]
    public void Lint_finds_nothing_wrong() => Assert.Empty(TaxonomyLint.Check(Directory));

    [Fact]
    public void It_has_nine_industries_and_all_chains_with_eight_to_fourteen_nodes_each()
    {
        Assert.Equal(9, Default.Chains.Select(c => c.Industry).Distinct().Count());
        Assert.Equal(142, Default.Chains.Count);
        Assert.All(Default.Nodes.GroupBy(n => n.Chain), chain => Assert.InRange(chain.Count(), 8, 14));
        Assert.True(Default.Nodes.Count >= 1200);
        Assert.True(Default.EdgeCount >= 1500);
    }

    [Fact]
    public void Every_chain_is_joined_to_others()
    {
        foreach (TaxonomyChain chain in Default.Chains)
        {
            TaxonomyNode[] own = [.. Default.Nodes.Where(n => n.Chain == chain)];
            int others = own.SelectMany(n => Default.DownstreamOf(n).Concat(Default.UpstreamOf(n))).Select(n => n.Chain).Where(c => c != chain).Distinct().Count();
            Assert.True(others >= 4, $"{chain.Id} is joined to {others} other chains only");
        }
    }

    [Fact]
    public void A_term_stands_in_three_nodes_at_most()
    {
        IEnumerable<string> crowded = Default.Nodes
            .SelectMany(n => n.Aliases.Concat(n.Products).Append(n.Name).Distinct())
            .GroupBy(t => t)
            .Where(t => t.Count() > 3)
            .Select(t => t.Key);
        Assert.Empty(crowded);
    }

    [Fact]
    public void Nylon_leads_through_connector_insulation_to_the_car()
    {
        TaxonomyNode nylon = Default.Find("chem-engineering-plastics.high-temperature-nylon")!;
        TaxonomyNode insulators = Default.Find("auto-connectors.insulators")!;
        TaxonomyNode car = Default.Find("auto-nev.passenger")!;

        Assert.Equal("高温尼龙", nylon.Name);
        Assert.Contains(insulators, Default.DownstreamOf(nylon));
        IReadOnlyList<TaxonomyNode> path = Default.ShortestPath(nylon, car, 5);
        Assert.Equal(nylon, path[0]);
        Assert.Equal(insulators, path[1]);
        Assert.Equal(car, path[^1]);
    }
}
