using System.Text.Json;
using CsCheck;
using Extraction.Prompts.Replies;
using Extraction.TestKit;
using Extraction.Worker.LanguageModels.Offline.Reading;
using Xunit;

namespace Extraction.Worker.Tests.Offline;

public sealed class OfflineReaderTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly OfflineReader Reader = new();

    private static string[] Lines => [.. File.ReadLines(Path.Combine(SharedFolder.ProjectRoot, "tests", "Extraction.Worker.Tests", "Offline", "cases.jsonl"))];

    public static TheoryData<string> Cases => [.. Lines.Select(line => JsonSerializer.Deserialize<ReaderCase>(line, Json)!.Case)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void ReadsWhatTheTextStatesAndNothingElse(string name)
    {
        string line = Lines.First(l => JsonSerializer.Deserialize<ReaderCase>(l, Json)!.Case == name);
        ReaderCase expected = JsonSerializer.Deserialize<ReaderCase>(line, Json)!;

        CompanyReply company = Assert.Single(Reader.ReadProfile(expected.Text, expected.Kind ?? "news", language: null).Companies);

        Assert.Equal(expected.Name, company.Name.Value);
        Same(expected.Business, string.Join('；', company.MainBusiness.Select(b => b.Value)));
        Same(expected.Location, $"{company.Location?.Province} {company.Location?.City}");
        Same(expected.Aliases, company.Aliases.Select(v => v.Value));
        Same(expected.Products, company.Products.Select(v => v.Value));
        Same(expected.Inputs, company.Inputs.Select(v => v.Value));
        Same(expected.Customers, company.Customers.Select(v => v.Value));
        Same(expected.EndCustomers, company.EndCustomers.Select(v => v.Value));
        Same(expected.Honours, company.Honours.Select(v => v.Value));
        Assert.Empty((expected.NotProducts ?? []).Intersect(company.Products.Select(v => v.Value)));
        Assert.Empty((expected.NotCustomers ?? []).Intersect(company.Customers.Select(v => v.Value)));
        Assert.All(company.Products, product => Assert.Equal(expected.Role ?? product.Role, product.Role));
        Assert.Equal(expected.Pending ?? company.Patents?.Pending, company.Patents?.Pending);
        using JsonDocument document = JsonDocument.Parse(line);
        if (document.RootElement.TryGetProperty("patents", out JsonElement count))
        {
            Assert.Equal(count.ValueKind == JsonValueKind.Null ? null : count.GetInt32(), company.Patents is { Counts: [{ } first, ..] } ? first.Count : (int?)null);
        }
    }

    [Fact]
    public void EveryValueStandsInTheText()
    {
        foreach (ReaderCase expected in Lines.Select(line => JsonSerializer.Deserialize<ReaderCase>(line, Json)!))
        {
            foreach (CompanyReply company in Reader.ReadProfile(expected.Text, expected.Kind ?? "news", language: null).Companies)
            {
                IEnumerable<string> values = [company.Name.Value, .. company.MainBusiness.Select(v => v.Value), .. company.Products.Select(v => v.Value), .. company.Customers.Select(v => v.Value), .. company.Honours.Select(v => v.Value)];
                Assert.All(values, value => Assert.Contains(value, expected.Text, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void NeverThrowsWhateverTheTextHolds()
    {
        string pool = string.Concat(Lines);
        Gen.Int[0, pool.Length - 1].Array[0, 60].Sample(starts =>
        {
            string text = string.Concat(starts.Select(start => pool.Substring(start, Math.Min(pool.Length - start, (start % 17) + 1))));
            Reader.ReadProfile(text, IsEven(starts) ? "registry" : "news", language: null);
        });

        static bool IsEven(int[] starts) => starts.Length % 2 == 0;
    }

    [Fact]
    public void AnyUnicodeIsReadWithoutAnError() =>
        Gen.String[Gen.Char, 0, 400].Sample(text => _ = Reader.ReadProfile(text, "other", language: null));

    [Theory]
    [InlineData("全省稳就业工作会议昨日召开。会议指出，要坚持稳中求进工作总基调，确保社会大局稳定。")]
    [InlineData("您还在为脱发烦恼吗？祖传秘方，三天见效！拨打热线订购，前一百名半价。")]
    [InlineData("低空经济概念今日掀起涨停潮，加老师微信领取牛股名单！")]
    [InlineData("【家具城大促】真皮沙发五折起，满三千送电饭煲，先到先得！")]
    public void WhatDescribesNoCompanyGivesNone(string text) => Assert.Empty(Reader.ReadProfile(text, "news", language: null).Companies);

    [Fact]
    public void PlacesStatedApartGoToTheCompaniesInTheirOrder()
    {
        CompaniesReply reply = Reader.ReadProfile("三家样本企业分别位于河北沧州、山东临沂和安徽滁州。沧州瑞通管件有限公司主营对焊弯头，临沂沂蒙液压有限公司主营液压缸，滁州皖美电器有限公司主营冷柜。", "research-report", language: null);

        Assert.Equal(["河北省 沧州市", "山东省 临沂市", "安徽省 滁州市"], reply.Companies.Select(c => $"{c.Location?.Province} {c.Location?.City}"));
    }

    [Theory]
    [InlineData("名称：义乌市兰溪路小张饰品商行\n类型：个体工商户\n经营范围：一般项目：饰品批发；饰品零售。", "义乌市兰溪路小张饰品商行")]
    [InlineData("名称 无锡市锡山区恒通机械厂\n类型 个人独资企业\n经营范围 通用零部件、五金件的制造、加工、销售。", "无锡市锡山区恒通机械厂")]
    [InlineData("企业名称：云栖木作工作室\n经营范围：家具制造。", "云栖木作工作室")]
    public void ARegisteredNameNeedsNoLegalForm(string text, string name) => Assert.Equal(name, Assert.Single(Reader.ReadProfile(text, "registry", language: null).Companies).Name.Value);

    [Fact]
    public void OfALongScopeThePrincipalItemsArePublished()
    {
        string scope = "一般项目：汽车零部件研发；汽车零部件及配件制造；汽车零配件批发；汽车零配件零售；模具制造；模具销售；电泳加工；金属结构制造；五金产品零售；机械设备销售；塑料制品销售；货物进出口；技术服务、技术开发。";
        CompanyReply company = Assert.Single(Reader.ReadProfile($"企业名称：常州沅铎汽车部件有限公司\n经营范围：{scope}", "registry", language: null).Companies);

        Assert.InRange(company.MainBusiness.Count, 1, 3);
        Assert.All(company.MainBusiness, business => Assert.Contains("汽车零", business.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryRegistryRecordKeepsItsId()
    {
        CompaniesReply reply = Reader.ReadRegistry([("r1", "名称：甲岭电子有限公司\n经营范围：电子元器件制造。"), ("r2", "名称：乙岭食品有限公司\n经营范围：食品生产。")]);

        Assert.Equal(["r1", "r2"], reply.Companies.Select(c => c.Record));
    }

    [Fact]
    public void TheRevisionNamesVersionAndLexicons() => Assert.Matches(@"^\d+\+[0-9a-f]{16}$", Reader.Revision);

    private static void Same(string? expected, string actual)
    {
        if (expected is not null)
        {
            Assert.Equal(expected, actual);
        }
    }

    private static void Same(string[]? expected, IEnumerable<string> actual)
    {
        if (expected is not null)
        {
            Assert.Equal(expected, actual);
        }
    }
}
