using Extraction.Worker.Evaluation;
using Xunit;

namespace Extraction.Worker.Tests.Evaluation;

public sealed class ScoringTests
{
    [Fact]
    public void ValuesAreComparedWithoutWidthCaseSpacesAndPunctuation() => Assert.Equal(ComparedText.Key("ＰＡ66（阻燃）"), ComparedText.Key("pa 66 阻燃"));

    [Theory]
    [InlineData("广东省", "广东")]
    [InlineData("内蒙古自治区", "内蒙古")]
    [InlineData("广西壮族自治区", "广西")]
    [InlineData("苏州市", "苏州")]
    [InlineData("Jiangsu", "jiangsu")]
    public void APlaceIsComparedWithoutTheWordForItsKind(string written, string key) => Assert.Equal(key, ComparedText.Place(written));

    [Fact]
    public void EqualValuesAreMatchedBeforeSimilarOnes()
    {
        ListMatch match = ListMatch.Of(["高新技术企业", "国家高新技术企业"], ["国家高新技术企业", "高新技术企业"]);

        Assert.Equal(2, match.Right);
    }

    [Fact]
    public void SimilarValuesMatchFromSevenTenths()
    {
        Assert.Equal(1, ListMatch.Of(["智能融合终端设备"], ["台区智能融合终端设备"]).Right);
        Assert.Equal(0, ListMatch.Of(["高压连接器"], ["连接器壳体"]).Right);
    }

    [Fact]
    public void AScoreIsTheHarmonicMeanOfPrecisionAndRecall()
    {
        FieldScore score = new(Right: 6, Surplus: 2, Missing: 4);

        Assert.Equal(0.75, score.Precision);
        Assert.Equal(0.6, score.Recall);
        Assert.Equal(2.0 / 3, score.F1, 3);
    }

    [Fact]
    public void ABadGoldLineIsNamedByItsNumber()
    {
        GoldException error = Assert.Throws<GoldException>(() => GoldFile.Parse(["""{"document":"a.txt","kind":"news","companies":[]}""", "{"]));

        Assert.Contains("gold:2:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALabelledCompanyWithoutAnEventIsMissing()
    {
        GoldDocument gold = GoldFile.Parse(["""{"document":"a.txt","kind":"news","companies":[{"name":"甲有限公司","products":["泵"]}]}"""])[0];

        ScoreSheet sheet = GoldScorer.Score(gold, [], text: null);

        Assert.Equal(new FieldScore(Missing: 1), sheet.Lists[GoldScorer.Names]);
        Assert.Equal(new FieldScore(Missing: 1), sheet.Lists[GoldScorer.Products]);
        Assert.Equal(2, sheet.Disagreements.Count);
    }
}
