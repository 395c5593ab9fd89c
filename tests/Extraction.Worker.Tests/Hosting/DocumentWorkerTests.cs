using System.Text.Json;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Hosting;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Extraction.Worker.Tests.Hosting;

public sealed class DocumentWorkerTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedGateway _gateway = new();
    private readonly System.Threading.Channels.Channel<FinishedDocument> _finished = System.Threading.Channels.Channel.CreateUnbounded<FinishedDocument>();
    private ServiceProvider _services = null!;
    private IMessageTransport _transport = null!;
    private DocumentWorker _worker = null!;

    public async ValueTask InitializeAsync()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Documents:AllowedRoots:0"] = _folder.Path,
            ["Messaging:Local:Path"] = _folder.File("messages.db"),
            ["Ledger:Path"] = _folder.File("ledger.db"),
            ["Publishing:JsonLinesPath"] = _folder.File("events.jsonl"),
            ["Prompts:Catalog"] = Catalog(),
            ["Worker:RetryDelay"] = "00:00:00.001",
            ["Worker:MaxAttempts"] = "3",
        }).Build();
        _services = new ServiceCollection().AddLogging().AddWorker(configuration).AddSingleton<IModelGateway>(_gateway).BuildServiceProvider();
        _transport = _services.GetRequiredService<IMessageTransport>();
        await _transport.CheckAsync(default);
        _worker = _services.GetRequiredService<DocumentWorker>();
        _worker.Finished = document => _finished.Writer.TryWrite(document);
        await _worker.StartAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync(default);
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task ADocumentGoesAllTheWayToTheTopicAndTheFile()
    {
        _gateway.Answer = _ => ScriptedGateway.Companies("台州澜桥阀门有限公司");
        await SendAsync("d1", "台州澜桥阀门有限公司成立了。");
        FinishedDocument done = await FinishedAsync();
        Assert.Equal(new FinishedDocument("d1", 1, false, null), done);
        PublishedEvent published = Assert.Single(await PublishedAsync());
        ChainPlacementEnvelope envelope = JsonSerializer.Deserialize<ChainPlacementEnvelope>(published.Body.Span, ContractJson.Options)!;
        Assert.Equal(published.Id, envelope.Id);
        Assert.Equal("台州澜桥阀门有限公司", envelope.Subject);
        Assert.Single(await File.ReadAllLinesAsync(_folder.File("events.jsonl"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TheSameDocumentAgainCostsNoModelCallAndNoSecondEvent()
    {
        _gateway.Answer = _ => ScriptedGateway.Companies("台州澜桥阀门有限公司");
        await SendAsync("d1", "台州澜桥阀门有限公司成立了。");
        await FinishedAsync();
        int calls = _gateway.Calls;
        await SendAsync("d2", "台州澜桥阀门有限公司成立了。");
        Assert.True((await FinishedAsync()).Remembered);
        Assert.Equal(calls, _gateway.Calls);
        Assert.Single(await PublishedAsync());
    }

    [Fact]
    public async Task TheSameTextInAnotherWrappingCostsNoModelCallAndIsLinked()
    {
        _gateway.Answer = _ => ScriptedGateway.Companies("台州澜桥阀门有限公司");
        await SendAsync("d1", "台州澜桥阀门有限公司成立了。\n它有专利35项。");
        await FinishedAsync();
        int calls = _gateway.Calls;
        const string Page = "<html><body><div><p>台州澜桥阀门有限公司成立了。</p><p>它有专利35项。</p></div></body></html>";
        await SendAsync("d2", Page);
        Assert.True((await FinishedAsync()).Remembered);
        Assert.Equal(calls, _gateway.Calls);
        Assert.Single(await PublishedAsync());
        string? original = await _services.GetRequiredService<ILedger>().OriginalOfAsync(Sha256(Page), default);
        Assert.Equal(Sha256("台州澜桥阀门有限公司成立了。\n它有专利35项。"), original);
    }

    [Theory]
    [InlineData("{", FailureCode.MessageInvalid)]
    [InlineData("""{"version":1,"documentId":"x","kind":"poem","source":{"content":"x"}}""", FailureCode.MessageInvalid)]
    [InlineData("""{"version":1,"documentId":"x","kind":"news","source":{"uri":"nowhere.txt"}}""", FailureCode.DocumentMissing)]
    [InlineData("""{"version":1,"documentId":"x","kind":"news","source":{"content":"   "}}""", FailureCode.DocumentEmpty)]
    [InlineData("""{"version":1,"documentId":"x","kind":"news","source":{"uri":"../../etc/passwd"}}""", FailureCode.DocumentForbidden)]
    public async Task WhatCannotSucceedIsDeadLetteredWithItsCode(string body, FailureCode code)
    {
        await _transport.Queue.SendAsync([new OutgoingMessage("x", System.Text.Encoding.UTF8.GetBytes(body))], default);
        Assert.Equal(code, (await FinishedAsync()).Rejected!.Code);
        await _worker.StopAsync(default);
        PeekedMessage dead = Assert.Single(await _transport.Queue.PeekAsync(SubQueue.DeadLetters, 0, 10, default));
        Assert.Equal(code.ToWire(), dead.Headers[MessageHeaders.DeadLetterCode]);
        Assert.NotEmpty(dead.Headers[MessageHeaders.DeadLetterSentence]);
        Assert.NotEmpty(dead.Headers["dead-letter-worker"]);
    }

    [Fact]
    public async Task AnUnexpectedErrorCostsAnAttemptUntilTheLimit()
    {
        _gateway.Answer = _ => throw new InvalidOperationException("the test's own error, with 机密 content");
        await SendAsync("d1", "某公司");
        Rejection why = (await FinishedAsync()).Rejected!;
        Assert.Equal(FailureCode.AttemptsExhausted, why.Code);
        Assert.Equal(3, _gateway.Calls);
        Assert.DoesNotContain("机密", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AModelThatIsDownCostsNoAttempt()
    {
        int asked = 0;
        _gateway.Answer = _ => ++asked == 1
            ? new RetryReason("The model is throttled.", TimeSpan.FromMilliseconds(1))
            : ScriptedGateway.Companies("甲乙丙有限公司");
        await SendAsync("d1", "甲乙丙有限公司");
        Assert.Null((await FinishedAsync()).Rejected);
        Assert.Equal(0, (await _transport.Queue.CountAsync(default)).DeadLettered);
    }

    [Fact]
    public async Task ADocumentThatEndedItsWorkerThreeTimesIsQuarantined()
    {
        ILedger ledger = _services.GetRequiredService<ILedger>();
        for (int death = 0; death < 3; death++)
        {
            await ledger.BeginAttemptAsync("d1", "d1", "another-worker", default);
        }

        await SendAsync("d1", "某公司");
        Assert.Equal(FailureCode.WorkerDied, (await FinishedAsync()).Rejected!.Code);
        Assert.Equal(0, _gateway.Calls);
    }

    [Theory]
    [InlineData("company-profile@1.2.0-draft.1", "1.2.0-draft.1")]
    [InlineData("registry-profile@1.0.0", "1.1.0")]
    [InlineData(null, "1.1.0")]
    public async Task AMessageIsReadWithThePromptThatItAsksFor(string? asked, string version)
    {
        _gateway.Answer = prompt => prompt.Prompt.Version == version ? ScriptedGateway.Companies("台州澜桥阀门有限公司") : ScriptedGateway.Companies();
        await SendAsync("d1", "台州澜桥阀门有限公司成立了。", asked);
        Assert.Equal(1, (await FinishedAsync()).Events);
        Lineage lineage = JsonSerializer.Deserialize<ChainPlacementEnvelope>(Assert.Single(await PublishedAsync()).Body.Span, ContractJson.Options)!.Data.Lineage;
        Assert.Equal(("company-profile", version), (lineage.Prompts[0].Name, lineage.Prompts[0].Version));
    }

    [Theory]
    [InlineData("company-profile@9.9.9", "does not hold")]
    [InlineData("newest", "not NAME@VERSION")]
    public async Task APromptThatIsNotThereIsNoReasonToReadWithAnother(string asked, string sentence)
    {
        await SendAsync("d1", "某公司", asked);
        Rejection why = (await FinishedAsync()).Rejected!;
        Assert.Equal(FailureCode.MessageInvalid, why.Code);
        Assert.Contains(sentence, why.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, _gateway.Calls);
    }

    [Fact]
    public async Task ADeadLetterNamesStepPromptAndModel()
    {
        _gateway.Answer = _ => new Rejection(FailureCode.ReplyInvalid, "The reply does not fit.");
        await SendAsync("d1", "某公司");
        await FinishedAsync();
        await _worker.StopAsync(default);
        PeekedMessage dead = Assert.Single(await _transport.Queue.PeekAsync(SubQueue.DeadLetters, 0, 10, default));
        Assert.Equal(
            ("extract", "company-profile@1.1.0", "scripted"),
            (dead.Headers[MessageHeaders.DeadLetterStage], dead.Headers["dead-letter-prompt"], dead.Headers["dead-letter-model"]));
    }

    /// <summary>The shipped prompts and a draft of the next one.</summary>
    private string Catalog()
    {
        string copy = _folder.File("catalog");
        foreach (string file in Directory.EnumerateFiles(PromptCatalog.ShippedDirectory, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(PromptCatalog.ShippedDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        string profile = File.ReadAllText(Path.Combine(copy, "company-profile", "1.0.0.prompt.yaml"));
        File.WriteAllText(
            Path.Combine(copy, "company-profile", "1.2.0-draft.1.prompt.yaml"),
            profile.Replace("version: 1.0.0", "version: 1.2.0-draft.1", StringComparison.Ordinal));
        return copy;
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private async Task SendAsync(string id, string text, string? prompt = null)
    {
        DocumentSubmitted document = new(1, id, DocumentKind.News, new DocumentSource(Content: text));
        Dictionary<string, string> headers = prompt is null ? [] : new() { [MessageHeaders.Prompt] = prompt };
        await _transport.Queue.SendAsync([new OutgoingMessage(id, JsonSerializer.SerializeToUtf8Bytes(document, ContractJson.Options)) { Headers = headers }], default);
    }

    private async Task<FinishedDocument> FinishedAsync() => await _finished.Reader.ReadAsync(TestContext.Current.CancellationToken);

    private async Task<List<PublishedEvent>> PublishedAsync()
    {
        List<PublishedEvent> all = [];
        await foreach (PublishedEvent one in _transport.Topic.ReadAsync(0, follow: false, default))
        {
            all.Add(one);
        }

        return all;
    }
}
