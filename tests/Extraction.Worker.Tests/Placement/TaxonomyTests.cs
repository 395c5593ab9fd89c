using Extraction.TestKit;
using Extraction.Worker.Placement.Chains;
using Xunit;

namespace Extraction.Worker.Tests.Placement;

public sealed class TaxonomyTests : IDisposable
{
    private const string Chains = "chain_id,industry,name\ncar,汽车,整车\n";
    private const string Nodes = "node_id,chain_id,name,stage,aliases,products\ncar.seat,car,座椅,upstream,汽车座椅,座椅骨架|座椅面套\ncar.body,car,整车制造,midstream,,\ncar.shop,car,汽车销售,downstream,,\n";
    private const string Edges = "from_node,to_node\ncar.seat,car.body\ncar.body,car.shop\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_clean_taxonomy_has_no_problems_and_loads()
    {
        Write(Chains, Nodes, Edges);

        Assert.Empty(TaxonomyLint.Check(_folder.Path));
        Taxonomy taxonomy = Taxonomy.Load(_folder.Path);
        Assert.Equal(["座椅骨架", "座椅面套"], taxonomy.Find("car.seat")!.Products);
        Assert.Equal(TaxonomyFiles.NoVersion, taxonomy.Reference.Version);
        Assert.Equal(64, taxonomy.Reference.Sha256.Length);
    }

    [Fact]
    public void The_hash_changes_with_any_file_and_the_version_file_is_read()
    {
        Write(Chains, Nodes, Edges);
        string before = Taxonomy.Load(_folder.Path).Reference.Sha256;
        Write(Chains, Nodes, Edges + "car.seat,car.shop\n");
        _folder.Write("version.txt", "2.1.0\n");

        Assert.NotEqual(before, Taxonomy.Load(_folder.Path).Reference.Sha256);
        Assert.Equal("2.1.0", Taxonomy.Load(_folder.Path).Reference.Version);
    }

    [Theory]
    [InlineData("car,汽车,整车", "car,汽车,整车\ncar,汽车,别的", "", "chains.csv, line 3: chain `car` is already on line 2.")]
    [InlineData("car,汽车,整车", "car,汽车,整车\nbus,汽车,整车", "", "chains.csv, line 3: 汽车 already has a chain named 整车, on line 2.")]
    [InlineData("car,汽车,整车", "car,,整车", "", "chains.csv, line 2: chain_id, industry and name must all be filled in.")]
    [InlineData("car,汽车,整车", "car,汽车,整车\nbus,汽车,客车", "", "chains.csv, line 3: chain `bus` has no node.")]
    [InlineData("car.shop,car,汽车销售,downstream,,", "car.shop,lorry,汽车销售,downstream,,", "", "nodes.csv, line 4: chain `lorry` is not in chains.csv.")]
    [InlineData("car.shop,car,汽车销售,downstream,,", "car.shop,car,汽车销售,later,,", "", "nodes.csv, line 4: stage `later` must be `upstream`, `midstream` or `downstream`.")]
    [InlineData("car.shop,car,汽车销售,downstream,,", "car.shop,car,汽车销售,midstream,,", "", "chains.csv, line 2: chain `car` has no downstream node.")]
    [InlineData("car.shop,car,汽车销售,downstream,,", "car.shop,car,座椅,downstream,,", "", "nodes.csv, line 4: the chain already has a node named 座椅, on line 2.")]
    [InlineData("car.shop,car,汽车销售,downstream,,", "car.seat,car,汽车销售,downstream,,", "", "nodes.csv, line 4: node `car.seat` is already on line 2.")]
    [InlineData("car.shop,car,汽车销售,downstream,,", "car.shop,car,,downstream,,", "", "nodes.csv, line 4: node_id and name must be filled in.")]
    [InlineData("car.shop,car,汽车销售,downstream,,", "car.shop,car,汽车销售,downstream,卖车|卖车,", "", "nodes.csv, line 4: 卖车 stands twice in the node; leave it out of aliases.")]
    [InlineData("car.shop,car,汽车销售,downstream,,", "car.shop,car,汽车销售,downstream,卖车||车行,", "", "nodes.csv, line 4: aliases holds an empty or padded term; terms stand between single bars without spaces around them.")]
    [InlineData("car.shop,car,汽车销售,downstream,,", "car.shop,car,汽车销售,downstream,", "", "nodes.csv, line 4: the row has 5 fields where the header names 6; quote a field that holds a comma.")]
    [InlineData("node_id,chain_id,name,stage,aliases,products", "id,chain_id,name,stage,aliases,products", "", "nodes.csv, line 1: the header row must be `node_id,chain_id,name,stage,aliases,products`.")]
    [InlineData("", "", "car.seat,car.wheel\n", "edges.csv, line 4: node `car.wheel` is not in nodes.csv.")]
    [InlineData("", "", "car.seat,car.seat\n", "edges.csv, line 4: the edge leads from `car.seat` to itself.")]
    [InlineData("", "", "car.seat,car.body\n", "edges.csv, line 4: the edge from `car.seat` to `car.body` is already on line 2.")]
    [InlineData("car.shop,car,汽车销售,downstream,,", "car.shop,car,汽车销售,downstream,,\ncar.wash,car,洗车,downstream,,", "", "nodes.csv, line 5: node `car.wash` has no edge; join it to what it buys from or sells to.")]
    public void Every_problem_is_one_sentence_with_file_and_line(string old, string replacement, string moreEdges, string expected)
    {
        string chains = old.Length > 0 ? Chains.Replace(old, replacement, StringComparison.Ordinal) : Chains;
        string nodes = old.Length > 0 ? Nodes.Replace(old, replacement, StringComparison.Ordinal) : Nodes;
        Write(chains, nodes, Edges + moreEdges);

        Assert.Contains(expected, TaxonomyLint.Check(_folder.Path).Select(p => p.ToString()));
    }

    [Fact]
    public void A_taxonomy_without_stages_and_edges_is_clean()
    {
        Write(Chains, "node_id,chain_id,name,stage,aliases,products\n1,car,轿车,,,\n2,car,客车,,,\n", "from_node,to_node\n");

        Assert.Empty(TaxonomyLint.Check(_folder.Path));
        Assert.Null(Taxonomy.Load(_folder.Path).Find("1")!.Stage);
    }

    [Fact]
    public void A_foreign_taxonomy_of_another_country_office_is_clean()
    {
        string directory = SharedFolder.Path("data/placement/shenwan-2021");

        Assert.Empty(TaxonomyLint.Check(directory));
        Assert.Equal(346, Taxonomy.Load(directory).Nodes.Count);
    }

    [Fact]
    public void A_missing_directory_is_one_sentence()
    {
        string missing = _folder.File("nowhere");

        TaxonomyException e = Assert.Throws<TaxonomyException>(() => Taxonomy.Load(missing));

        Assert.Equal($"The taxonomy in {missing} cannot be used: there is no such directory; Placement:Taxonomy must name one that holds chains.csv, nodes.csv and edges.csv.", e.Message);
    }

    [Fact]
    public void A_missing_file_is_one_sentence()
    {
        _folder.Write("chains.csv", Chains);
        _folder.Write("nodes.csv", Nodes);

        TaxonomyException e = Assert.Throws<TaxonomyException>(() => Taxonomy.Load(_folder.Path));

        Assert.Contains("edges.csv is missing", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shortest_path_follows_the_flow_of_goods_only()
    {
        Write(Chains, Nodes, Edges);
        Taxonomy taxonomy = Taxonomy.Load(_folder.Path);
        TaxonomyNode seat = taxonomy.Find("car.seat")!;
        TaxonomyNode shop = taxonomy.Find("car.shop")!;

        Assert.Equal(["car.seat", "car.body", "car.shop"], taxonomy.ShortestPath(seat, shop, 5).Select(n => n.Id));
        Assert.Equal(["car.seat"], taxonomy.ShortestPath(seat, seat, 5).Select(n => n.Id));
        Assert.Empty(taxonomy.ShortestPath(seat, shop, 2));
        Assert.Empty(taxonomy.ShortestPath(shop, seat, 5));
    }

    [Fact]
    public void A_search_ranks_names_before_products_and_says_what_matched()
    {
        Write(Chains, Nodes, Edges);
        Taxonomy taxonomy = Taxonomy.Load(_folder.Path);

        IReadOnlyList<TaxonomyHit> hits = TaxonomySearch.Find(taxonomy, ["座椅"]);

        Assert.Equal("car.seat", Assert.Single(hits).Node.Id);
        Assert.Equal("座椅", hits[0].Matched[0]);
        Assert.Contains("座椅面套", hits[0].Matched);
        Assert.Equal(3, TaxonomySearch.Find(taxonomy, ["汽车"]).Count);
        Assert.Empty(TaxonomySearch.Find(taxonomy, ["座椅", "飞机"]));
        Assert.Empty(TaxonomySearch.Find(taxonomy, [" "]));
    }

    private void Write(string chains, string nodes, string edges)
    {
        _folder.Write("chains.csv", chains);
        _folder.Write("nodes.csv", nodes);
        _folder.Write("edges.csv", edges);
    }
}
