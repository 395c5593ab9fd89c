using System.Text.Json;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Evaluation.Results;
using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.Local;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>From production back to labelled documents, as a person types it.</summary>
public sealed class GoldVerbTests : IDisposable
{
    private const string Text = "浙江衡岳泵业有限公司位于浙江省宁波市，主营离心泵的研发、生产和销售，主要产品为离心泵，拥有专利12项。";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task EventsBecomeCasesThatAreRightUntilSomebodyCorrectsThem()
    {
        File.WriteAllText(_folder.File("report.txt"), Text);
        File.WriteAllText(_folder.File("events.jsonl"), (await RunAsync("extract", "report.txt", "--json")).Output);

        Assert.StartsWith("1 new cases in ", (await RunAsync("gold", "export", "--events", "events.jsonl", "--out", "cases")).Output, StringComparison.Ordinal);
        Assert.Equal("No new cases.", (await RunAsync("gold", "export", "--events", "events.jsonl", "--out", "cases")).Output.Trim());
        Assert.Equal("Nothing wrong: 1 documents, 1 companies.", (await RunAsync("gold", "lint", "cases/gold.jsonl")).Output.Trim());

        EvaluationResult scored = JsonSerializer.Deserialize<EvaluationResult>((await RunAsync("evaluate", "--gold", "cases/gold.jsonl", "--json")).Output, ContractJson.Options)!;
        Assert.Empty(scored.Disagreements);
        Assert.All(new[] { GoldScorer.Names, GoldScorer.PatentCount, GoldScorer.Chain, GoldScorer.Role }, field => Assert.Equal(1, scored.Fields.Single(one => one.Field == field).Score));
    }

    [Fact]
    public async Task DeadLettersBecomeCasesToBeLabelledAndWhatCannotBeReadIsSaid()
    {
        File.WriteAllText(_folder.File("first.txt"), Text);
        await DeadLetterAsync(FailureCode.ReplyInvalid, new DocumentSource(Uri: _folder.File("first.txt")), "http://crawl/1/page");
        await DeadLetterAsync(FailureCode.ReplyInvalid, new DocumentSource(Content: "又一份。"), "http://crawl/2/page");
        await DeadLetterAsync(FailureCode.ReplyInvalid, new DocumentSource(Uri: _folder.File("gone.txt")), "gone");
        await DeadLetterAsync(FailureCode.DocumentEncrypted, new DocumentSource(Content: "锁。"), "other");

        CliRun run = await OwnProcess.RunAsync(_folder, null, "gold", "export", "--deadletters", "--code", "reply-invalid", "--out", "cases");

        Assert.Equal((1, "2 new cases in cases/gold.jsonl.\n"), (run.ExitCode, run.Output));
        Assert.StartsWith("gone: ", run.Error, StringComparison.Ordinal);
        GoldSet cases = GoldSet.Read(_folder.File("cases/gold.jsonl"));
        Assert.All(cases.Records, record => Assert.Empty(record.Gold.Companies));
        Assert.Equal([Text, "又一份。"], cases.Records.Select(record => File.ReadAllText(_folder.File("cases/" + record.Gold.Document))).Order(StringComparer.Ordinal).Reverse());
    }

    [Theory]
    [InlineData("Say what to export", "gold", "export", "--out", "cases")]
    [InlineData("there is no such file", "gold", "export", "--events", "none.jsonl", "--out", "cases")]
    [InlineData("the line is no event", "gold", "export", "--events", "bad.jsonl", "--out", "cases")]
    [InlineData("the line is no judgement", "gold", "judge", "bad.jsonl", "--gold", "gold.jsonl")]
    [InlineData("the verdict is `both`", "gold", "judge", "both.jsonl", "--gold", "gold.jsonl")]
    [InlineData("correct the table by hand", "gold", "judge", "bad.jsonl", "--gold", "gold.csv")]
    public async Task WhatIsWrongIsOneSentence(string sentence, params string[] arguments)
    {
        File.WriteAllText(_folder.File("bad.jsonl"), "{\"a\":");
        File.WriteAllText(_folder.File("both.jsonl"), """{"document":"a.txt","company":null,"field":"names","labelled":null,"published":"甲","verdict":"both"}""");
        File.WriteAllText(_folder.File("a.txt"), Text);
        File.WriteAllText(_folder.File("gold.jsonl"), """{"document":"a.txt","kind":"news","companies":[]}""");

        CliRun run = await OwnProcess.RunAsync(_folder, null, arguments);

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Output));
        Assert.Contains(sentence, Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<CliRun> RunAsync(params string[] arguments)
    {
        CliRun run = await OwnProcess.RunAsync(_folder, null, arguments);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', arguments)}: {run.Error}");
        return run;
    }

    private async Task DeadLetterAsync(FailureCode code, DocumentSource source, string id)
    {
        await using LocalTransport transport = new(new MessagingOptions { Local = new() { Path = _folder.File(".extraction/messages.db") } }, TimeProvider.System);
        await transport.Queue.SendAsync([new OutgoingMessage(id, JsonSerializer.SerializeToUtf8Bytes(new DocumentSubmitted(1, id, DocumentKind.News, source), ContractJson.Options))], default);
        await using IMessageReceiver receiver = transport.Queue.OpenReceiver();
        await (await receiver.ReceiveAsync(1, TimeSpan.Zero, default))[0].DeadLetterAsync(new DeadLetterReason(code.ToWire(), "It is wrong.", "ask"), default);
    }
}
