using CsCheck;
using Extraction.Contracts;
using Extraction.Worker.Extraction.Facts;
using Extraction.Worker.Extraction.Merging;
using Xunit;

namespace Extraction.Worker.Tests.ExtractionStep;

public sealed class CompanyMergerTests
{
    // Valid by GB 32100-2015 (the published example of the standard's annex).
    private const string Code = "91350100M000100Y43";

    [Fact]
    public void TheSameNameInAnotherWidthIsTheSameCompany()
    {
        CompanyProfile joined = Assert.Single(CompanyMerger.Merge([Company("台州澜桥阀门（集团）有限公司", 0), Company("台州澜桥阀门(集团)有限公司", 100)]));
        Assert.Equal(2, joined.Identity.Evidence.Count);
        Assert.Single(joined.MergedBecause);
    }

    [Fact]
    public void AShortNameThatOneCompanyDeclaresIsThatCompany()
    {
        CompanyFacts full = Company("台州澜桥阀门有限公司", 0) with { Aliases = [Fact("澜桥阀门", 12)] };
        CompanyFacts later = Company("澜桥阀门", 300) with { Products = [new ProductFact("铜球阀", ChainRole.Makes, At("铜球阀", 310))] };
        CompanyProfile joined = Assert.Single(CompanyMerger.Merge([full, later]));
        Assert.Equal("台州澜桥阀门有限公司", joined.Identity.Name);
        Assert.Equal(["澜桥阀门"], joined.Identity.Aliases);
        Assert.Equal("铜球阀", Assert.Single(joined.Products).Value.Name);
    }

    [Fact]
    public void AShortNameThatTwoCompaniesDeclareJoinsNeither()
    {
        CompanyFacts one = Company("台州澜桥阀门有限公司", 0) with { Aliases = [Fact("澜桥", 12)] };
        CompanyFacts two = Company("温州澜桥泵业有限公司", 50) with { Aliases = [Fact("澜桥", 62)] };
        Assert.Equal(3, CompanyMerger.Merge([one, two, Company("澜桥", 300)]).Count);
    }

    [Fact]
    public void AGroupIsNotTheCompanyWhoseNameItsNameHolds()
    {
        CompanyFacts group = Company("澜桥阀门集团有限公司", 0);
        CompanyFacts company = Company("澜桥阀门有限公司", 60);
        Assert.Equal(2, CompanyMerger.Merge([group, company]).Count);
    }

    [Theory]
    [InlineData("Taizhou Lanqiao Valve Co., Ltd.")]
    [InlineData("台州阀门厂")]
    public void AForeignOrFormerNameThatIsDeclaredIsTheSameCompany(string other)
    {
        CompanyFacts full = Company("台州澜桥阀门有限公司", 0) with { Aliases = [Fact(other, 12)] };
        CompanyProfile joined = Assert.Single(CompanyMerger.Merge([full, Company(other, 300)]));
        Assert.Contains(other, joined.Identity.Aliases);
        Assert.Contains(other, Assert.Single(joined.MergedBecause), StringComparison.Ordinal);
    }

    [Fact]
    public void ABranchIsNotItsParent()
    {
        CompanyFacts parent = Company("西北电力股份有限公司", 0) with { CreditCode = Fact(Code, 30) };
        CompanyFacts branch = Company("西北电力股份有限公司银川分公司", 60) with { CreditCode = Fact(Code, 90), Aliases = [Fact("西北电力股份有限公司", 60)] };
        Assert.Equal(2, CompanyMerger.Merge([parent, branch]).Count);
    }

    [Fact]
    public void TheSameCreditCodeIsTheSameCompany()
    {
        CompanyFacts before = Company("澜桥阀门厂", 0) with { CreditCode = Fact(Code, 30) };
        CompanyFacts after = Company("台州澜桥阀门有限公司", 60) with { CreditCode = Fact(Code, 90) };
        CompanyProfile joined = Assert.Single(CompanyMerger.Merge([before, after]));
        Assert.Contains(Code, Assert.Single(joined.MergedBecause), StringComparison.Ordinal);
        Assert.True(joined.Identity.CreditCodeValid);
    }

    [Fact]
    public void TheNewestPatentTotalCountsAndTheOthersAreListed()
    {
        PatentFacts patents = new(
            [new CountFact(70, "2023", At("70项", 10)), new CountFact(83, "2024-09-30", At("83项", 40)), new CountFact(60, null, At("60项", 70))],
            new PatentTypes(22, null, null),
            null,
            [],
            []);
        PatentHoldings holdings = Assert.Single(CompanyMerger.Merge([Company("河北屿衡有限公司", 0) with { Patents = patents }])).Patents!;
        Assert.Equal(83, holdings.Count);
        Assert.Equal("2024-09-30", holdings.AsOf);
        Assert.Equal([70, 60], holdings.OtherCounts.Select(other => other.Count));
    }

    [Fact]
    public void AProductThatIsMadeAndSoldIsMade()
    {
        CompanyFacts one = Company("甲有限公司", 0) with { Products = [new ProductFact("阀门", ChainRole.Sells, At("阀门", 20))] };
        CompanyFacts two = Company("甲有限公司", 90) with { Products = [new ProductFact("阀门", ChainRole.Makes, At("阀门", 99))] };
        Assert.Equal(ChainRole.Makes, Assert.Single(Assert.Single(CompanyMerger.Merge([one, two])).Products).Role);
    }

    [Fact]
    public void FurtherPlacesRaiseTheConfidence()
    {
        Assert.Equal(0.95, Confidence.Of([At("阀门", 0)]));
        Assert.Equal(0.975, Confidence.Of([At("阀门", 0), At("阀门", 9)]));
        Assert.Equal(0.8, Confidence.Of([At("阀门", 0) with { Match = MatchKind.Repaired }]));
    }

    [Fact]
    public void MergingDoesNotDependOnTheOrder()
    {
        string[] names = ["台州澜桥阀门有限公司", "澜桥阀门", "台州澜桥阀门（有限）公司", "温州沅铎泵业有限公司", "沅铎"];
        Gen<CompanyFacts> company = Gen.Select(Gen.Int[0, names.Length - 1], Gen.Int[0, 2000], Gen.Int[0, names.Length - 1], (name, at, alias) =>
            Company(names[name], at * 10) with { Aliases = alias == name ? [] : [Fact(names[alias], (at * 10) + 5)] });
        Gen.Select(company.List[1, 6], Gen.Int).Sample((pieces, seed) =>
        {
            CompanyFacts[] shuffled = [.. pieces];
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(Describe(CompanyMerger.Merge(pieces)), Describe(CompanyMerger.Merge(shuffled)));
        });
    }

    private static IEnumerable<string> Describe(IReadOnlyList<CompanyProfile> companies) =>
        companies.Select(company => $"{company.Key}: {string.Join(',', company.Identity.Aliases)} {string.Join(',', company.Identity.Evidence)}").Order(StringComparer.Ordinal);

    private static Evidence At(string quote, int start) => new(quote, start, start + quote.Length, null, MatchKind.Exact);

    private static Fact Fact(string value, int start) => new(value, At(value, start));

    private static CompanyFacts Company(string name, int start) => new(Fact(name, start), [], null, null, [], [], [], null, [], [], []);
}
