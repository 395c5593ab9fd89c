using Extraction.Contracts;
using Extraction.Prompts.Replies;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction.Facts;
using Extraction.Worker.Grounding;
using Xunit;

namespace Extraction.Worker.Tests.ExtractionStep;

public sealed class FactGrounderTests
{
    private const string Text = "台州澜桥阀门有限公司（简称“澜桥阀门”）位于浙江省台州市，生产铜球阀。公司拥有发明专利二项、实用新型专利七项，另有3项申请在审。其闸阀已于2020年停产。";

    private readonly RefusalList _refused = new();

    [Fact]
    public void WhatTheTextHoldsIsKeptWithItsPlace()
    {
        CompanyFacts facts = Ground(Company() with { Products = [new ProductReply("铜球阀", Quote: "生产铜球阀")] })!;
        ProductFact product = Assert.Single(facts.Products);
        Assert.Equal("铜球阀", Text[product.Evidence.Start..product.Evidence.End]);
        Assert.Equal(MatchKind.Exact, product.Evidence.Match);
        Assert.Empty(_refused.All);
    }

    [Fact]
    public void WhatTheTextDoesNotHoldIsRefusedAndListed()
    {
        CompanyFacts facts = Ground(Company() with { Products = [new ProductReply("不锈钢蝶阀")] })!;
        Assert.Empty(facts.Products);
        Assert.Equal(new RefusedValue("products", "不锈钢蝶阀", "absent"), Assert.Single(_refused.All));
    }

    [Fact]
    public void AValueOutsideItsQuoteIsRefused()
    {
        Assert.Empty(Ground(Company() with { Products = [new ProductReply("铜球阀", Quote: "其闸阀已于2020年停产")] })!.Products);
        Assert.Equal("not-in-quote", Assert.Single(_refused.All).Reason);
    }

    [Fact]
    public void ACompanyThatTheTextDoesNotNameIsNone() => Assert.Null(Ground(Company("宁波远航泵业有限公司")));

    [Fact]
    public void ACountIsHeldByTheNumeralsOfItsQuote()
    {
        PatentFacts patents = Ground(Company() with { Patents = Patents(new PatentCountReply(9, null, "发明专利二项、实用新型专利七项"), 2, 7, 3) })!.Patents!;
        Assert.Equal(9, Assert.Single(patents.Counts).Count);
        Assert.Equal(new PatentTypes(2, 7, null), patents.Types);
        Assert.Equal(3, patents.Pending);
        Assert.Empty(_refused.All);
    }

    [Fact]
    public void ACountThatItsQuoteDoesNotStateIsRefused()
    {
        PatentFacts patents = Ground(Company() with { Patents = Patents(new PatentCountReply(12, null, "发明专利二项、实用新型专利七项"), 5, null, null) })!.Patents!;
        Assert.Empty(patents.Counts);
        Assert.Null(patents.Types.Invention);
        Assert.Equal(["patents.count", "patents.byType.invention"], _refused.All.Select(one => one.Field));
        Assert.All(_refused.All, one => Assert.Equal("other-number", one.Reason));
    }

    [Theory]
    [InlineData("公司拥有专利十二项", 12, true)]
    [InlineData("公司拥有专利十余项", 10, false)]
    [InlineData("发明专利6项、实用新型专利5项", 11, true)]
    [InlineData("尚未取得任何专利", 0, true)]
    [InlineData("拥有专利12项", 0, false)]
    [InlineData("holds forty-one patents", 41, true)]
    [InlineData("41 granted in total (9 invention patents and 32 utility models)", 41, true)]
    public void APassageStatesANumber(string passage, int number, bool states) => Assert.Equal(states, PatentGrounder.States(passage, number));

    [Fact]
    public void APlaceLosesItsAdministrativeEnding()
    {
        LocationFact location = Ground(Company() with { Location = new LocationReply("浙江省", "台州市", "浙江省台州市") })!.Location!;
        Assert.Equal(("浙江", "台州"), (location.Province, location.City));
    }

    private CompanyFacts? Ground(CompanyReply reply)
    {
        SourceText source = new(Text, "hash", SourceFormat.PlainText, [], []);
        return new FactGrounder(source, new GroundedText(Text)).Ground(reply, 0, Text.Length, _refused);
    }

    private static PatentsReply Patents(PatentCountReply count, int? invention, int? utilityModel, int? pending) =>
        new([count], invention, utilityModel, null, pending, "发明专利二项、实用新型专利七项，另有3项申请在审", []);

    private static CompanyReply Company(string name = "台州澜桥阀门有限公司") =>
        new(null, new QuotedValue(name), [], null, null, [], [], [], null, [], [], []);
}
