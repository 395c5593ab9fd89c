using System.Text.Json;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Prompts.Rendering;
using Extraction.Prompts.Replies;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction.Asking;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Tests.LanguageModels;
using Xunit;

namespace Extraction.Worker.Tests.ExtractionStep;

/// <summary>Many records in one call: each is answered by id, and none spoils its neighbours.</summary>
public sealed class RecordAskerTests
{
    private static readonly PromptFile Prompt = TestModels.Catalog.Get("registry-profile");

    private readonly List<string[]> asked = [];

    [Fact]
    public async Task EachRecordGetsItsOwnAnswerWhateverTheOrder() =>
        Assert.Equal(["甲", "乙", "丙"], await NamesAsync("甲乙丙", (records, _) => Whole(records.Reverse())));

    [Fact]
    public async Task OnlyMissingRecordsAreAskedAboutAgain()
    {
        Assert.Equal(["甲", "乙", "丙", "丁"], await NamesAsync("甲乙丙丁", (records, call) => Whole(call == 1 ? records.Where(r => r.Text is "甲" or "丁") : records)));
        Assert.Equal([["甲", "乙", "丙", "丁"], ["乙", "丙"]], asked);
    }

    [Fact]
    public async Task ADoubledIdWithDifferentAnswersIsAskedAboutAgain()
    {
        Assert.Equal(["甲", "乙"], await NamesAsync("甲乙", (records, call) => Whole(call == 1 ? [.. records, ("r1", "戊")] : records)));
        Assert.Equal([["甲", "乙"], ["甲"]], asked);
    }

    [Fact]
    public async Task ADoubledIdWithTheSameAnswerIsTakenOnce()
    {
        Assert.Equal(["甲", "乙"], await NamesAsync("甲乙", (records, _) => Whole([.. records, records[0]])));
        Assert.Single(asked);
    }

    [Fact]
    public async Task AnUnknownIdIsReportedAndNotTaken()
    {
        IReadOnlyList<Answer> answers = await AskAsync("甲乙", (records, _) => Whole([.. records, ("r7", "戊")]));
        Assert.Equal(["戊"], answers.SelectMany(a => a.Unknown));
        Assert.Equal(["甲", "乙"], Names(answers));
    }

    [Fact]
    public async Task ARecordThatTheModelDeclinesStandsAloneInTheEnd()
    {
        IReadOnlyList<Answer> answers = await AskAsync("甲乙丙丁戊己庚辛", (records, _) => records.Any(r => r.Text == "戊")
            ? new Rejection(FailureCode.ModelRefused, "declined")
            : Whole(records));
        Assert.Equal(["甲", "乙", "丙", "丁", "己", "庚", "辛"], Names(answers));
        Assert.Equal(FailureCode.ModelRefused, Assert.Single(answers, a => a.Companies is null).Why!.Code);
    }

    [Fact]
    public async Task ARecordThatIsNeverAnsweredFailsAlone()
    {
        IReadOnlyList<Answer> answers = await AskAsync("甲乙丙", (records, _) => Whole(records.Where(r => r.Text != "乙")));
        Assert.Equal(["甲", "丙"], Names(answers));
        Assert.Equal(FailureCode.ReplyInvalid, Assert.Single(answers, a => a.Companies is null).Why!.Code);
        Assert.Equal([["甲", "乙", "丙"], ["乙"], ["乙"]], asked);
    }

    [Fact]
    public async Task OfAReplyThatBreaksOffTheCompleteEntriesAreTaken()
    {
        Assert.Equal(
            ["甲", "乙", "丙", "丁", "戊", "己"],
            await NamesAsync("甲乙丙丁戊己", (records, _) => Whole(records.Take(2)) is Outcome<ModelReply>.Done { Value: var reply } ? reply with { IsCut = records.Count > 2 } : throw new InvalidOperationException()));
        Assert.Equal([6, 4, 2], asked.Select(one => one.Length));
    }

    [Fact]
    public async Task AWaitMakesTheDocumentWait()
    {
        RecordAsker asker = new(new Gateway(_ => new RetryReason("busy")), Prompt, Source("甲乙"));
        Assert.IsType<Outcome<IReadOnlyList<Answer>>.Retry>(await asker.AskAsync(Source("甲乙").Records, default));
    }

    private static Outcome<ModelReply> Whole(IEnumerable<(string Id, string Text)> records) => new ModelReply(
        JsonSerializer.SerializeToNode(
            new RegistryReply([.. records.Select(r => new RegistryEntry(r.Id, r.Text, []))]), ReplyJson.Options)!,
        "model",
        ModelUsage.None);

    private async Task<IEnumerable<string>> NamesAsync(string records, Func<IReadOnlyList<(string Id, string Text)>, int, Outcome<ModelReply>> answer) => Names(await AskAsync(records, answer));

    private async Task<IReadOnlyList<Answer>> AskAsync(string records, Func<IReadOnlyList<(string Id, string Text)>, int, Outcome<ModelReply>> answer)
    {
        SourceText source = Source(records);
        RecordAsker asker = new(
            new Gateway(prompt =>
            {
                IReadOnlyList<(string Id, string Text)> sent = PackedRecords.Split(UserMessage.Read(prompt.User)!.Values["records"]);
                asked.Add([.. sent.Select(r => r.Text)]);
                return answer(sent, asked.Count);
            }),
            Prompt,
            source);
        Outcome<IReadOnlyList<Answer>> outcome = await asker.AskAsync(source.Records, TestContext.Current.CancellationToken);
        return Assert.IsType<Outcome<IReadOnlyList<Answer>>.Done>(outcome).Value;
    }

    /// <summary>Names in the order of the text, each of which must stand where its answer says.</summary>
    private static IEnumerable<string> Names(IReadOnlyList<Answer> answers) =>
        answers.OrderBy(a => a.Start).SelectMany(a => a.Companies ?? []).Select(c => c.Name.Value);

    private static SourceText Source(string records) => new(
        string.Join('\n', records.Select(c => c)), "sha", SourceFormat.RegistryCsv, [], [.. records.Select((_, i) => new TextRecord(i + 1, i * 2, (i * 2) + 1))]);

    private sealed class Gateway(Func<RenderedPrompt, Outcome<ModelReply>> answer) : IModelGateway
    {
        public ModelIdentity Model => new("model", string.Empty);

        public Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken) => Task.FromResult(answer(prompt));
    }
}
