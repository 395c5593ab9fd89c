using System.Text.Json;
using Extraction.Contracts;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

public sealed class ExtractVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ANylonMakerIsFoundProvedAndPlacedOnBothSidesOfItsChain()
    {
        string text = """
            【涨停内参】老师今日免费开课，加微信群领取三只牛股，稳赚不赔，名额有限！

            走进嘉兴：藏在汽车里的一粒料
            位于浙江嘉兴的丞达新材料科技有限公司主要从事高温尼龙材料的生产，目前拥有专利十二项，是浙江省高新技术企业。
            公司生产的高温尼龙材料卖给连接器厂，做成连接器里电子元件的绝缘件，最终用于比亚迪的汽车。

            时政要闻：某国议会昨日就预算案举行第二轮投票，外交部发言人作出回应。
            """;
        string file = _folder.Write("chengda.txt", text);
        CliRun run = await CliRun.Of("extract", file, "--kind", "news", "--json", "--text-out", _folder.File("texts"));

        Assert.Equal(0, run.ExitCode);
        ChainPlacementEvent found = JsonSerializer.Deserialize<ChainPlacementEnvelope>(Assert.Single(run.Lines), ContractJson.Options)!.Data;
        Assert.Equal("丞达新材料科技有限公司", found.Company.Name);
        Assert.Equal(("浙江", "嘉兴"), (found.Company.Location!.Province, found.Company.Location.City));
        Assert.Contains("高温尼龙材料", found.MainBusiness!.Text, StringComparison.Ordinal);
        Assert.Contains(found.Products, product => product.Name.Contains("高温尼龙材料", StringComparison.Ordinal));
        Assert.Equal(12, found.Patents!.Count);
        Assert.Contains(found.Company.Honours, honour => honour.Name.Contains("高新技术企业", StringComparison.Ordinal));
        Assert.Contains(found.EndCustomers, customer => customer.Name == "比亚迪");
        Assert.Contains(found.Placements, placement => placement.Chain == "工程塑料与改性塑料");
        Assert.Contains(found.Placements, placement => placement.Chain is "汽车电子与线束连接器" or "新能源汽车整车");
        Assert.All(found.Placements, placement => Assert.NotEmpty(placement.Evidence));
        string read = await File.ReadAllTextAsync(Path.Combine(_folder.File("texts"), found.Document.Sha256 + ".txt"));
        Assert.All(EventEvidence.Of(found), evidence => Assert.Equal(evidence.Quote, read[evidence.Start..evidence.End]));
        Assert.Equal(read.Length, found.Coverage.Extracted + found.Coverage.Read + found.Coverage.Failed + found.Coverage.NotSent);
    }

    [Fact]
    public async Task ATextWithoutACompanySaysSo()
    {
        CliRun run = await CliRun.Of("extract", _folder.Write("weather.txt", "今日多云转晴，气温十二至二十度，适合出行。"), "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Lines);
        Assert.Contains("describes no company", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.txt", null, "document-missing")]
    [InlineData("empty.txt", "  \n ", "document-empty")]
    [InlineData("program.pdf", "\u007fELF\u0002\u0001\u0001\0\0\0\0\0\0\0\0\0", "document-unsupported")]
    [InlineData("broken.pdf", "%PDF-1.7\nnothing of a PDF follows", "document-corrupt")]
    public async Task AFileThatCannotBeReadIsOneSentenceAndExitCodeOne(string name, string? content, string code)
    {
        string path = _folder.File(name);
        if (content is not null)
        {
            await File.WriteAllBytesAsync(path, [.. content.Select(character => (byte)character)]);
        }

        CliRun run = await CliRun.Of("extract", path);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{code}: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("extract")]
    [InlineData("extract", "a.txt", "--kind", "poem")]
    [InlineData("extrct", "a.txt")]
    [InlineData("enqueue", "a.csv", "--rows", "0")]
    [InlineData("taxonomy", "search")]
    public async Task WrongUsageIsExitCodeTwo(params string[] arguments)
    {
        CliRun run = await CliRun.Of(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("extract", "a.txt", "--model", "nowhere", "nowhere")]
    [InlineData("extract", "a.txt", "--prompt", "company-profile", "NAME@VERSION")]
    [InlineData("extract", "a.txt", "--prompt", "company-profile@9.9.9", "9.9.9")]
    public async Task AWrongChoiceIsOneSentenceThatNamesIt(string verb, string file, string option, string value, string named)
    {
        CliRun run = await CliRun.Of(verb, _folder.Write(file, "某公司"), option, value);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("run")]
    [InlineData("enqueue")]
    [InlineData("extract")]
    [InlineData("place")]
    [InlineData("events")]
    [InlineData("status")]
    [InlineData("deadletters", "list")]
    [InlineData("deadletters", "show")]
    [InlineData("deadletters", "replay")]
    [InlineData("deadletters", "discard")]
    [InlineData("taxonomy", "lint")]
    [InlineData("taxonomy", "search")]
    public async Task EveryVerbHasHelpWithExamples(params string[] verb)
    {
        CliRun run = await CliRun.Of([.. verb, "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"extraction {string.Join(' ', verb)}", run.Output, StringComparison.Ordinal);
    }
}
