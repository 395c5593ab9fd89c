using Extraction.Contracts;
using Extraction.Worker.Placement;
using Extraction.Worker.Placement.Candidates;
using Extraction.Worker.Placement.Chains;
using Xunit;

namespace Extraction.Worker.Tests.Placement;

/// <summary>One noun, many things that a company can have to do with it: only what it makes, sells or buys today is an activity of its own.</summary>
public class RoleTrapTests
{
    private static readonly PlacementRanking Ranking = new(Taxonomy.Load(new PlacementOptions().Taxonomy));

    [Theory]
    [InlineData("公司主要从事滚动轴承的研发、生产和销售", ChainRole.Makes)]
    [InlineData("专业生产轴承", ChainRole.Makes)]
    [InlineData("公司是一家轴承制造商", ChainRole.Makes)]
    [InlineData("曾从事纺织机械制造，现主要生产轴承", ChainRole.Makes)]
    [InlineData("已退出齿轮业务，目前专注于轴承制造", ChainRole.Makes)]
    [InlineData("不再外购轴承套圈，轴承由公司自行生产", ChainRole.Makes)]
    [InlineData("公司不生产齿轮，主要产品为轴承，由自有工厂制造", ChainRole.Makes)]
    [InlineData("主营轴承，已获多项专利", ChainRole.Makes)]
    [InlineData("The company manufactures bearings", ChainRole.Makes)]
    [InlineData("formerly a textile firm, it now makes bearings", ChainRole.Makes)]
    [InlineData("为汽车厂商生产轴承", ChainRole.Makes)]
    [InlineData("轴承的生产，代理销售齿轮", ChainRole.Makes)]
    [InlineData("公司代理销售各类轴承", ChainRole.Sells)]
    [InlineData("轴承批发、零售", ChainRole.Sells)]
    [InlineData("公司不从事制造，仅经销轴承", ChainRole.Sells)]
    [InlineData("只销售、不生产轴承", ChainRole.Sells)]
    [InlineData("齿轮的生产，授权分销轴承", ChainRole.Sells)]
    [InlineData("向主机厂销售轴承", ChainRole.Sells)]
    [InlineData("distributor of bearings", ChainRole.Sells)]
    [InlineData("does not make gears but sells bearings", ChainRole.Sells)]
    [InlineData("采购轴承用于生产水泵", ChainRole.Uses)]
    [InlineData("以轴承为主要原料，生产离心泵", ChainRole.Uses)]
    [InlineData("公司生产水泵，原材料主要为轴承", ChainRole.Uses)]
    [InlineData("从供应商处外购轴承，组装成减速机", ChainRole.Uses)]
    [InlineData("buys bearings to make pumps", ChainRole.Uses)]
    public void What_the_company_does_with_bearings_is_read(string statement, ChainRole expected)
    {
        Activity bearings = Assert.Single(Read(statement), a => a.Text.Contains("轴承", StringComparison.Ordinal) || a.Text.Contains("bearing", StringComparison.Ordinal));

        Assert.Equal(expected, bearings.Role);
    }

    [Theory]
    [InlineData("公司不生产轴承，主要生产水泵")]
    [InlineData("公司不从事轴承的制造，主要从事水泵制造")]
    [InlineData("从未涉足轴承业务，专注水泵")]
    [InlineData("公司没有轴承业务，产品为水泵")]
    [InlineData("水泵的生产；公司并非轴承制造商")]
    [InlineData("曾从事轴承制造，现主要生产水泵")]
    [InlineData("原主营轴承，2019年转为生产水泵")]
    [InlineData("早年生产轴承，如今生产水泵")]
    [InlineData("2018年以前生产轴承，现主营水泵")]
    [InlineData("生产水泵。轴承业务已于2020年剥离")]
    [InlineData("生产水泵，轴承业务已转让给某公司")]
    [InlineData("生产水泵，已停止生产轴承")]
    [InlineData("前身为轴承厂，现主要生产水泵")]
    [InlineData("向轴承生产企业销售水泵")]
    [InlineData("为轴承厂商提供水泵")]
    [InlineData("为轴承制造商生产水泵")]
    [InlineData("生产水泵，主要客户为轴承企业")]
    [InlineData("水泵的生产，产品用于轴承制造")]
    [InlineData("生产用于轴承清洗的水泵")]
    [InlineData("面向轴承行业销售水泵")]
    [InlineData("生产水泵，服务于轴承行业")]
    [InlineData("生产水泵，拟投资建设轴承项目")]
    [InlineData("生产水泵，计划生产轴承")]
    [InlineData("生产水泵，未来将进入轴承领域")]
    [InlineData("生产水泵，公司正在研发轴承，预计明年投产")]
    [InlineData("生产水泵，将在越南新建轴承厂，达产后年产轴承五万套")]
    [InlineData("makes pumps, does not make bearings")]
    [InlineData("makes pumps, formerly made bearings")]
    [InlineData("makes pumps; the bearing business was sold")]
    [InlineData("makes pumps and plans to make bearings")]
    [InlineData("sells pumps to makers of bearings")]
    [InlineData("sells pumps to bearing manufacturers")]
    [InlineData("makes pumps used in bearing plants")]
    public void Bearings_of_others_of_the_past_and_of_plans_are_no_activity(string statement)
    {
        IReadOnlyList<Activity> read = Read(statement);

        Assert.DoesNotContain(read, a => a.Text.Contains("轴承", StringComparison.Ordinal) || a.Text.Contains("bearing", StringComparison.Ordinal));
        Assert.Contains(read, a => a.Text.Contains("水泵", StringComparison.Ordinal) || a.Text.Contains("pump", StringComparison.Ordinal));
        Assert.DoesNotContain(Ranking.Rank(Subject(statement), 3), c => c.Node.Chain.Name == "轴承");
    }

    [Theory]
    [InlineData("转向系统的生产和销售", "转向系统")]
    [InlineData("对苯二甲酸的生产和销售", "对苯二甲酸")]
    [InlineData("给排水设备的生产和销售", "给排水设备")]
    [InlineData("原料药的研发、生产和销售", "原料药")]
    [InlineData("不锈钢管的制造", "不锈钢管")]
    [InlineData("无人机、无纺布的生产", "无人机")]
    [InlineData("剥离液的生产", "剥离液")]
    [InlineData("城乡规划设计", "城乡规划设计")]
    [InlineData("虚拟现实设备的制造", "虚拟现实设备")]
    [InlineData("拟除虫菊酯的生产", "拟除虫菊酯")]
    [InlineData("早期筛查试剂的生产", "早期筛查试剂")]
    [InlineData("主营业务为服务器的生产", "服务器")]
    [InlineData("铝合金门窗的制造，在建筑外立面上使用", "铝合金门窗")]
    public void Words_that_only_look_like_a_denial_a_customer_or_a_plan_are_kept(string statement, string noun) =>
        Assert.Contains(Read(statement), a => a.Text == noun && a.Role == ChainRole.Makes);

    [Fact]
    public void A_statement_that_denies_everything_fits_no_node() => Assert.Empty(Ranking.Rank(Subject("公司不生产轴承，也不销售水泵"), 3));

    private static IReadOnlyList<Activity> Read(string statement) => Ranking.Activities(Subject(statement));

    private static PlacementSubject Subject(string statement) => PlacementSubject.FromProfile(string.Empty, statement, null, []);
}
