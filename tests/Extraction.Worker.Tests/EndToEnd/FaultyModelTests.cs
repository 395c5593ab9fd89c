using System.Text.Json;
using System.Text.Json.Nodes;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Documents;
using Extraction.Worker.LanguageModels.Cost;
using Extraction.Worker.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using ModelServer;
using ModelServer.Faults;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>A model that cuts one reply in ten and fails one call in ten costs more, and changes nothing else.</summary>
public sealed class FaultyModelTests : IDisposable
{
    private const int Documents = 200;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TwoHundredDocumentsGiveTheSameEventsAndTheirCostsIncludeTheFailures()
    {
        Run perfect = await RunAsync("perfect", string.Empty);
        Run faulty = await RunAsync("faulty", "length=0.05,invalidjson=0.05,failed=0.07,emptychoices=0.03");

        Assert.Equal(Documents, perfect.Events.Select(e => e.Document).Distinct().Count());
        Assert.Equal(perfect.Events.Select(e => e.Json), faulty.Events.Select(e => e.Json));
        Assert.True(faulty.Calls > perfect.Calls * 1.1, $"{faulty.Calls} calls after {perfect.Calls}");

        // What the events say was spent is what the server charged, to the token, and so are the books.
        Assert.Equal(perfect.Charged, perfect.Told);
        Assert.Equal(faulty.Charged, faulty.Told);
        Assert.Equal((double)faulty.Cost, faulty.Charged / 1_000_000.0, 6);
        Assert.True(faulty.Charged > perfect.Charged);
    }

    private async Task<Run> RunAsync(string name, string faults)
    {
        long charged = 0;
        Func<ChatCall, ServerAnswer> script = ServerScript.Offline();
        script = faults.Length == 0 ? script : FaultPlan.Parse(faults, seed: 11).Over(script);
        await using ModelServerHost server = await ModelServerHost.StartAsync(call =>
        {
            ServerAnswer answer = script(call);
            answer = answer.Body is not null && answer.Status == 200 ? answer with { Usage = [10, 0, 0] } : answer;
            Interlocked.Add(ref charged, (long)ChatCompletion.Used(call, answer));
            return answer;
        });
        await using ServiceProvider services = ServedModel.Services(server, _folder.File($"{name}.db"), price: "1");
        DocumentAnalysis analysis = services.GetRequiredService<DocumentAnalysis>();
        List<(string Document, string Json)> events = [];
        long told = 0;
        for (int number = 0; number < Documents; number++)
        {
            IReadOnlyList<ChainPlacementEnvelope> envelopes = await ReadAsync(analysis, number);
            ModelUsage usage = envelopes[0].Data.Lineage.Usage;
            told += usage.InputTokens + usage.OutputTokens;
            events.AddRange(envelopes.Select(one => (one.Data.Document.Id, Plain(one))));
        }

        decimal cost = await services.GetRequiredService<ISpendingBooks>().DayAsync(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), Token);
        return new Run(events, server.Calls.Count, charged, told, cost);
    }

    /// <summary>As the worker does: a document that must wait is read again.</summary>
    private static async Task<IReadOnlyList<ChainPlacementEnvelope>> ReadAsync(DocumentAnalysis analysis, int number)
    {
        SourceText text = new(Text(number), $"{number:x64}", SourceFormat.PlainText, [], []);
        DocumentSubmitted document = new(1, $"doc-{number}", DocumentKind.News, new DocumentSource(Content: text.Text));
        for (int attempt = 0; attempt < 100; attempt++)
        {
            Outcome<IReadOnlyList<ChainPlacementEnvelope>> outcome = await analysis.AnalyseAsync(document, text, analysis.RecipeFor(document.Kind), Token);
            if (outcome is Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done { Value: var envelopes })
            {
                return envelopes;
            }

            Assert.IsType<Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Retry>(outcome);
        }

        throw new InvalidOperationException("The document was given up.");
    }

    /// <summary>The event without its time and its cost.</summary>
    private static string Plain(ChainPlacementEnvelope envelope)
    {
        JsonNode json = JsonSerializer.SerializeToNode(envelope, ContractJson.Options)!;
        json["time"] = null;
        json["data"]!["lineage"]!["usage"] = null;
        return json.ToJsonString();
    }

    private static string Text(int number) =>
        $"""
        本报讯　位于江苏省常州市的{(char)(0x5400 + number)}海机械有限公司（以下简称“{(char)(0x5400 + number)}海机械”）主要从事液压油缸的研发、生产和销售，产品有挖掘机油缸、高空作业车油缸和定制非标油缸。
        公司现有员工二百余人，拥有专利{(number % 40) + 1}项，是国家高新技术企业。公司主要客户为徐工机械、三一重工。
        """;

    private sealed record Run(IReadOnlyList<(string Document, string Json)> Events, int Calls, long Charged, long Told, decimal Cost);
}
