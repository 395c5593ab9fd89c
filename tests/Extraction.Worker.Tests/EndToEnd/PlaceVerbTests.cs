using System.Text.Json.Nodes;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

public sealed class PlaceVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lines_come_back_in_their_order_however_many_there_are()
    {
        string[] trades = ["滚动轴承的生产", "白酒的酿造", "水泥的生产", "多晶硅料的生产"];
        string[] lines = [.. Enumerable.Range(0, 1100).Select(i => $$"""{"name":"{{i}}","mainBusiness":"{{trades[i % trades.Length]}}"}""")];
        _folder.Write("profiles.jsonl", string.Join('\n', lines) + "\n");

        CliRun run = await CliRun.Of("place", _folder.File("profiles.jsonl"), "--top", "1");

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        JsonNode[] placed = [.. run.Lines.Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(Enumerable.Range(0, 1100).Select(i => $"{i}"), placed.Select(p => p["name"]!.GetValue<string>()));
        string[] chains = ["轴承", "饮料与酒类", "水泥与混凝土", "光伏硅料与硅片"];
        Assert.All(placed, (p, i) => Assert.Equal(chains[i % chains.Length], p["placements"]![0]!["chain"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_bad_line_is_one_sentence_with_its_number_and_loses_no_other()
    {
        _folder.Write("profiles.jsonl", """
            {"name":"甲","mainBusiness":"滚动轴承的生产"}

            no json
            null
            {"name":"乙","mainBusiness":5}
            {"name":"丙"}
            {"name":"丁","products":["白酒"]}
            """);

        CliRun run = await CliRun.Of("place", _folder.File("profiles.jsonl"));

        Assert.Equal(1, run.ExitCode);
        Assert.Equal([1, 3, 4, 5, 6, 7], run.Lines.Select(line => JsonNode.Parse(line)!["line"]!.GetValue<int>()));
        string[] sentences = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, sentences.Length);
        Assert.Contains("line 3: this is no profile: the line is not a JSON object", sentences[0], StringComparison.Ordinal);
        Assert.Contains("line 4: this is no profile", sentences[1], StringComparison.Ordinal);
        Assert.Contains("line 5: this is no profile: 'mainBusiness' has a wrong type", sentences[2], StringComparison.Ordinal);
        Assert.Contains("line 6: the profile says nothing of what the company does", sentences[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_business_that_the_taxonomy_does_not_hold_is_placed_nowhere_and_is_no_error()
    {
        _folder.Write("profiles.jsonl", """{"name":"甲","mainBusiness":"qqqq zzzz"}""");

        CliRun run = await CliRun.Of("place", _folder.File("profiles.jsonl"));

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonNode.Parse(Assert.Single(run.Lines))!["placements"]!.AsArray());
    }

    [Fact]
    public async Task Fewer_than_one_placement_is_a_wrong_use()
    {
        CliRun run = await CliRun.Of("place", "profiles.jsonl", "--top", "0");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--top must be at least 1.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_finds_nodes_in_either_script()
    {
        CliRun simplified = await CliRun.Of("taxonomy", "search", "高温尼龙", "--json");
        CliRun traditional = await CliRun.Of("taxonomy", "search", "高溫尼龍", "--json");

        Assert.Equal("高温尼龙", JsonNode.Parse(simplified.Lines[0])!["node"]!.GetValue<string>());
        Assert.Equal(simplified.Output, traditional.Output);
    }
}
