using System.Text.RegularExpressions;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Placement;
using Extraction.Worker.Placement.Chains;
using Xunit;

namespace Extraction.Worker.Tests.Placement;

public class CompanyPlacerTests
{
    private const string NylonNode = "chem-engineering-plastics.high-temperature-nylon";
    private static readonly PlacementOptions Options = new();
    private static readonly PlacementRanking Ranking = new(Taxonomy.Load(Options.Taxonomy));
    private static readonly PromptCatalog Catalog = PromptCatalog.Load(PromptCatalog.ShippedDirectory);

    private static readonly PlacementSubject NylonMaker = new(
        "丞达新材料科技有限公司",
        [
            Phrase("高温尼龙材料的研发、生产和销售", PhraseKind.MainBusiness),
            Phrase("高温尼龙", PhraseKind.Product),
            Phrase("用于连接器绝缘件的尼龙", PhraseKind.Product),
            Phrase("己二胺", PhraseKind.Input, ChainRole.Uses),
        ],
        [],
        ["比亚迪"]);

    [Fact]
    public async Task The_model_chooses_by_label_and_the_placement_is_written_out()
    {
        FixedGateway gateway = FixedGateway.Saying(user => Reply(LabelOf(user, "工程塑料与改性塑料 > 高温尼龙"), "makes", "高温尼龙材料"));

        PlacementResult result = await Done(gateway, NylonMaker);

        ChainPlacement placement = result.Placements[0];
        Assert.Equal((NylonNode, "化工新材料", "高温尼龙", ChainStage.Midstream, ChainRole.Makes), (placement.NodeId, placement.Industry, placement.Node, placement.Stage, placement.Role));
        Assert.InRange(placement.Confidence, 0.5, 1);
        Assert.InRange(placement.Margin, 0, 1);
        Assert.NotNull(placement.RunnerUp);
        Assert.Contains("auto-connectors.insulators", placement.Downstream);
        Assert.Contains("chem-engineering-plastics.monomers", placement.Upstream);
        Assert.Equal("高温尼龙材料的研发、生产和销售", Assert.Single(placement.Evidence).Quote);
        Assert.Empty(result.Refused);
        Assert.Equal(1, result.Usage.Calls);
    }

    [Fact]
    public async Task The_way_to_the_end_customer_passes_the_part_that_the_text_speaks_of_and_places_the_company_on_that_side()
    {
        FixedGateway gateway = FixedGateway.Saying(user => Reply(LabelOf(user, "工程塑料与改性塑料 > 高温尼龙"), "makes", "高温尼龙材料"));

        PlacementResult result = await Done(gateway, NylonMaker);

        CustomerPath path = Assert.Single(result.Placements[0].PathsToCustomers);
        Assert.Equal("比亚迪", path.Customer);
        Assert.Equal(NylonNode, path.Nodes[0]);
        Assert.Equal("auto-connectors.insulators", path.Nodes[1]);
        Assert.Equal("auto-nev.passenger", path.Nodes[^1]);
        ChainPlacement side = result.Placements[1];
        Assert.Equal(("汽车", "汽车电子与线束连接器"), (side.Industry, side.Chain));
        Assert.NotEmpty(side.Evidence);
        Assert.True(side.Confidence < result.Placements[0].Confidence);
    }

    [Fact]
    public async Task What_the_model_says_beside_the_candidates_and_the_profile_is_refused()
    {
        FixedGateway gateway = FixedGateway.Saying(_ => """
            {"placements": [
              {"candidate": "c99", "role": "makes", "confidence": 0.9, "quote": "高温尼龙"},
              {"candidate": "c1", "role": "makes", "confidence": 0.9, "quote": "军用雷达整机"},
              {"candidate": "c1", "role": "uses", "confidence": 0.9, "quote": "高温尼龙材料"},
              {"candidate": "c1", "role": "makes", "confidence": 0.9, "quote": "己二胺"}]}
            """);

        PlacementResult result = await Done(gateway, NylonMaker);

        Assert.Empty(result.Placements);
        Assert.Equal(["not-a-candidate", "absent", "invalid", "invalid"], result.Refused.Select(r => r.Reason));
        Assert.All(result.Refused, r => Assert.Equal("placements", r.Field));
    }

    [Fact]
    public async Task A_role_that_the_text_states_outweighs_the_model()
    {
        PlacementSubject trader = new("某商贸有限公司", [Phrase("低压断路器", PhraseKind.Product, ChainRole.Sells)], [], []);
        FixedGateway gateway = FixedGateway.Saying(_ => Reply("c1", "makes", "低压断路器"));

        PlacementResult result = await Done(gateway, trader);

        Assert.Equal(ChainRole.Sells, Assert.Single(result.Placements).Role);
    }

    [Fact]
    public async Task An_input_can_be_placed_as_used()
    {
        FixedGateway gateway = FixedGateway.Saying(user => Reply(LabelOf(user, "己二胺"), "uses", "己二胺"));

        PlacementResult result = await Done(gateway, NylonMaker);

        Assert.Equal(ChainRole.Uses, Assert.Single(result.Placements).Role);
        Assert.Empty(result.Placements[0].PathsToCustomers);
    }

    [Fact]
    public async Task No_node_fits_is_an_answer_by_the_model_and_without_asking_it()
    {
        FixedGateway gateway = FixedGateway.Saying(_ => """{"placements": []}""");
        PlacementSubject nothing = new("无名", [Phrase("qqqq zzzz", PhraseKind.MainBusiness)], [], []);

        Assert.Empty((await Done(gateway, NylonMaker)).Placements);
        Assert.Empty((await Done(gateway, nothing)).Placements);
        Assert.Single(gateway.Asked);
    }

    [Fact]
    public async Task The_prompt_shows_the_profile_and_the_candidates_line_by_line()
    {
        FixedGateway gateway = FixedGateway.Saying(_ => """{"placements": []}""");

        await Done(gateway, NylonMaker);

        string user = gateway.Asked[0].User;
        Assert.Contains("name: 丞达新材料科技有限公司\nmain business: 高温尼龙材料的研发、生产和销售\nproduct (makes): 高温尼龙\n", user, StringComparison.Ordinal);
        Assert.Contains("\ninput: 己二胺\nend customer: 比亚迪\n", user, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^c1 \| 化工新材料 > 工程塑料与改性塑料 > \S+ \| midstream \| [01]\.\d\d \| makes \S+ ~ \S", user);
    }

    [Fact]
    public async Task A_model_that_is_away_is_passed_on()
    {
        FixedGateway gateway = new(_ => new RetryReason("the model is down"));

        Outcome<PlacementResult> outcome = await Placer(gateway).PlaceAsync(NylonMaker, TestContext.Current.CancellationToken);

        Assert.Equal("the model is down", Assert.IsType<Outcome<PlacementResult>.Retry>(outcome).Why.Sentence);
    }

    [Fact]
    public void Without_a_model_the_ranking_alone_places_best_first()
    {
        IReadOnlyList<ChainPlacement> placed = Placer(FixedGateway.Saying(_ => "{}")).RankOnly(
            PlacementSubject.FromProfile("宁波渚川精密传动有限公司", "谐波减速器的研制与销售", null, ["谐波减速器", "柔性轴承"]), 3);

        Assert.Equal(3, placed.Count);
        Assert.Equal("齿轮与减速器", placed[0].Chain);
        Assert.Equal(ChainRole.Makes, placed[0].Role);
        Assert.Equal(placed[1].NodeId, placed[0].RunnerUp);
        Assert.True(placed[0].Confidence >= placed[1].Confidence);
    }

    private static CompanyPlacer Placer(IModelGateway gateway) => new(gateway, Catalog, Ranking, Options);

    private static async Task<PlacementResult> Done(FixedGateway gateway, PlacementSubject subject) =>
        Assert.IsType<Outcome<PlacementResult>.Done>(await Placer(gateway).PlaceAsync(subject, TestContext.Current.CancellationToken)).Value;

    private static PlacementPhrase Phrase(string text, PhraseKind kind, ChainRole role = ChainRole.Makes) =>
        new(text, kind, role, [new Evidence(text, 0, text.Length, null, MatchKind.Exact)]);

    private static string Reply(string label, string role, string quote) =>
        $$"""{"placements": [{"candidate": "{{label}}", "role": "{{role}}", "confidence": 0.9, "quote": "{{quote}}"}]}""";

    /// <summary>The label of the first candidate line that holds some words.</summary>
    private static string LabelOf(string user, string words) => Regex.Match(user, $@"(?m)^(c\d+) \|.*{Regex.Escape(words)}").Groups[1].Value;
}
