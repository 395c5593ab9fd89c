using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Documents;
using Extraction.Worker.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using ModelServer;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>A model whose context is smaller than its settings say: pieces that do not fit are halved until they do.</summary>
public sealed class SmallContextTests : IDisposable
{
    private const int Companies = 12;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task ADocumentThatDoesNotFitIsReadInHalvesAndLosesNoCompany()
    {
        string[] names = [.. Enumerable.Range(0, Companies).Select(number => $"常州{(char)('甲' + number)}海机械有限公司")];
        string text = string.Concat(names.Select(name => $"{name}位于江苏省常州市，主营液压油缸的研发、生产和销售，主要产品为挖掘机油缸，拥有专利12项。{new string('略', 150)}。\n\n"));

        (IReadOnlyList<string> whole, int calls, int refused) = await ReadAsync("whole", text, long.MaxValue);
        Assert.Equal((names.Length, 0), (whole.Count, refused));

        (IReadOnlyList<string> halved, int more, int declined) = await ReadAsync("halved", text, 2600);
        Assert.Equal(whole.Order(StringComparer.Ordinal), halved.Order(StringComparer.Ordinal));
        Assert.InRange(declined, 1, more - calls);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The names published, the calls made, and how many of them the server declined as too long.</summary>
    private async Task<(IReadOnlyList<string> Names, int Calls, int Declined)> ReadAsync(string name, string words, long context)
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(ServerScript.Offline());
        server.ContextTokens = context;
        await using ServiceProvider services = ServedModel.Services(server, _folder.File($"{name}.db"));
        DocumentAnalysis analysis = services.GetRequiredService<DocumentAnalysis>();
        SourceText text = new(words, new string('a', 64), SourceFormat.PlainText, [], []);
        DocumentSubmitted document = new(1, "doc", DocumentKind.News, new DocumentSource(Content: words));
        Outcome<IReadOnlyList<ChainPlacementEnvelope>> outcome = await analysis.AnalyseAsync(document, text, analysis.RecipeFor(document.Kind), TestContext.Current.CancellationToken);
        IReadOnlyList<ChainPlacementEnvelope> events = Assert.IsType<Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done>(outcome).Value;
        return ([.. events.Select(one => one.Data.Company.Name)], server.Calls.Count, server.Calls.Count(call => call.PromptTokens > context));
    }
}
