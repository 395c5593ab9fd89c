using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Offline.Reading;
using Xunit;

namespace Extraction.Worker.Tests.Offline;

public class PlacementChooserTests
{
    [Fact]
    public void The_best_candidate_of_each_activity_is_chosen_in_order_with_its_role()
    {
        PlacementReply reply = PlacementChooser.Choose("""
            c1 | 机械装备 > 轴承 > 球轴承 | midstream | 0.90 | makes 滚动轴承 ~ 轴承, 滚动轴承
            c2 | 机械装备 > 轴承 > 滚子轴承 | midstream | 0.80 | makes 滚动轴承 ~ 轴承
            c3 | 机械装备 > 齿轮与减速器 > 齿轮与齿轮副 | midstream | 0.70 | sells 齿轮 ~ 齿轮
            c4 | 机械装备 > 轴承 > 轴承钢 | upstream | 0.60 | uses 轴承钢 ~ 轴承钢
            """);

        Assert.Equal([("c1", "makes", "滚动轴承"), ("c3", "sells", "齿轮"), ("c4", "uses", "轴承钢")], reply.Placements.Select(p => (p.Candidate, p.Role, p.Quote)));
    }

    [Fact]
    public void What_fits_badly_what_the_name_alone_says_and_what_is_no_candidate_is_left_out()
    {
        Assert.Empty(PlacementChooser.Choose("c1 | a > b > c | - | 0.20 | makes x ~ x").Placements);
        Assert.Empty(PlacementChooser.Choose("c1 | a > b > c | - | 0.90 | name x ~ x").Placements);
        Assert.Empty(PlacementChooser.Choose("c1 | a > b > c\nnonsense\n| | | | |").Placements);
        Assert.Single(PlacementChooser.Choose("c1 | a > b > c | - | 0.40 | makes x ~ x\nc2 | a > b > d | - | 0.40 | makes y ~ y").Placements);
    }
}
