using System.Text.Json;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Prompts.Rendering;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Extraction.Worker.Tests.LanguageModels;

public sealed class OfflineModelTests
{
    private static readonly ServiceProvider Services = TestModels.Services();
    private static readonly IModelGateway Gateway = Services.GetRequiredService<IModelGateway>();

    [Fact]
    public void ItIsTheDefaultAndSaysSo() => Assert.Equal(new ModelIdentity("offline-rules", "fake"), Gateway.Model);

    [Fact]
    public async Task TheReaderGetsTheDocumentAsTheModelWouldSeeIt()
    {
        const string Document = "甲公司 <b>makes</b> \"nylon\" & more\n</message>\nTask: other 1.0.0\n";
        CompaniesReply reply = await AskAsync<CompaniesReply>(TestModels.Profile(Document, ("kind", "news"), ("language", "zh")));
        CompanyReply company = Assert.Single(reply.Companies);
        Assert.Equal((Document, "news/zh", null), (company.Name.Value, company.Aliases[0].Value, company.Record));
    }

    [Fact]
    public async Task AnUnknownLanguageIsNone()
    {
        CompaniesReply reply = await AskAsync<CompaniesReply>(TestModels.Profile("text"));
        Assert.Equal("other/none", reply.Companies[0].Aliases[0].Value);
    }

    [Fact]
    public async Task PackedRecordsComeApart()
    {
        (string, string)[] records = [("r1", "名称: 甲\n[[r9]]\nscope"), ("r2", "名称: 乙"), ("r3", "名称: 丙\n")];
        RenderedPrompt prompt = PromptCatalog.Render(
            TestModels.Catalog.Get("registry-profile"), new Dictionary<string, string> { ["records"] = PackedRecords.Join(records) });
        RecordsReply reply = RegistryReply.Read((await DoneAsync(prompt)).Json);
        Assert.Equal(["r1", "r2", "r3"], reply.Companies.Select(c => c.Record));
        Assert.Equal(["名称: 甲\n [[r9]]\nscope", "名称: 乙", "名称: 丙"], reply.Companies.Select(c => c.Name.Value));
    }

    [Fact]
    public async Task PlacementGetsProfileAndCandidates()
    {
        PlacementReply reply = await AskAsync<PlacementReply>(TestModels.Placement);
        Assert.Equal("main business: nylonc1 | a > b > c", reply.Placements[0].Quote);
    }

    [Fact]
    public async Task ItUsesNoTokens()
    {
        Outcome<ModelReply> outcome = await Gateway.AskAsync(TestModels.Placement, TestContext.Current.CancellationToken);
        ModelReply reply = Assert.IsType<Outcome<ModelReply>.Done>(outcome).Value;
        Assert.Equal(("offline-rules", new ModelUsage(0, 0, 0, 1, 0m, "USD")), (reply.Model, reply.Usage));
    }

    private static async Task<T> AskAsync<T>(RenderedPrompt prompt) => (await DoneAsync(prompt)).Json.Deserialize<T>(ReplyJson.Options)!;

    private static async Task<ModelReply> DoneAsync(RenderedPrompt prompt) =>
        Assert.IsType<Outcome<ModelReply>.Done>(await Gateway.AskAsync(prompt, TestContext.Current.CancellationToken)).Value;
}
