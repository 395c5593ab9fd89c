using System.Text.Json;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Prompts.Rendering;
using Extraction.Prompts.Replies;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction.Asking;
using Extraction.Worker.Grounding;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Tests.LanguageModels;
using Xunit;

namespace Extraction.Worker.Tests.ExtractionStep;

/// <summary>Many records in one call: each is answered by id, and none spoils its neighbours.</summary>
public sealed class RecordAskerTests
{
    private static readonly PromptFile Prompt = TestModels.Catalog.Get("registry-profile");

    private readonly List<string[]> _asked = [];

    [Fact]
    public async Task EachRecordGetsItsOwnAnswerWhateverTheOrder() =>
        Assert.Equal(["甲", "乙", "丙"], await NamesAsync("甲乙丙", (records, _) => Whole(records.Reverse())));

    [Fact]
    public async Task OnlyMissingRecordsAreAskedAboutAgain()
    {
        Assert.Equal(["甲", "乙", "丙", "丁"], await NamesAsync("甲乙丙丁", (records, call) => Whole(call == 1 ? records.Where(r => r.Text is "甲" or "丁") : records)));
        Assert.Equal([["甲", "乙", "丙", "丁"], ["乙", "丙"]], _asked);
    }

    [Fact]
    public async Task ADoubledIdWithDifferentAnswersIsAskedAboutAgain()
    {
        Assert.Equal(["甲", "乙"], await NamesAsync("甲乙", (records, call) => call == 1 ? Of([.. Entries(records), new RegistryEntry("r1", "甲", [new RegistryFact { Makes = ["甲"] }])]) : Whole(records)));
        Assert.Equal([["甲", "乙"], ["甲"]], _asked);
    }

    [Fact]
    public async Task AnIdIsNotTakenFromTheCompanyOfAnotherRecord()
    {
        IReadOnlyList<Answer> answers = await AskAsync("甲乙", (records, _) => Whole([.. records, ("r1", "乙")]));
        Assert.Equal(["乙"], answers.SelectMany(a => a.Unknown));
        Assert.Equal(["甲", "乙"], Names(answers));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task RecordsWhoseAnswersAreShiftedAreAskedAboutAgain()
    {
        Assert.Equal(["甲", "乙", "丙"], await NamesAsync("甲乙丙", (records, call) => Whole(call == 1 ? [records[0], ("r2", "丙"), ("r3", "甲")] : records)));
        Assert.Equal([["甲", "乙", "丙"], ["乙", "丙"]], _asked);
    }

    [Fact]
    public async Task ARecordMayNameTwoCompanies()
    {
        IReadOnlyList<Answer> answers = await AskAsync(["甲分店 总店乙", "丙"], (_, _) => Whole([("r1", "甲"), ("r1", "乙"), ("r2", "丙")]));
        Assert.Equal(["甲", "乙", "丙"], Names(answers));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task ARecordThatNamesNoCompanyIsAnswered()
    {
        IReadOnlyList<Answer> answers = await AskAsync("甲乙", (records, _) => Of([new RegistryEntry("[[R1]]", null, []), .. Entries(records.Skip(1))]));
        Assert.Equal(["乙"], Names(answers));
        Assert.All(answers, answer => Assert.Null(answer.Why));
        Assert.Single(_asked);
    }

    [Fact]
    public async Task WhatIsSaidInPlaceOfARecordIsRefusedByNameInTheEnd()
    {
        Answer answer = Assert.Single(await AskAsync("甲", (_, _) => Whole([("r1", "戊")])));
        Assert.Equal("戊", Assert.Single(answer.Companies!).Name.Value);
        Assert.Equal(FailureCode.ReplyInvalid, answer.Why!.Code);
        Assert.Equal(3, _asked.Count);
    }

    [Fact]
    public async Task ADoubledIdWithTheSameAnswerIsTakenOnce()
    {
        Assert.Equal(["甲", "乙"], await NamesAsync("甲乙", (records, _) => Whole([.. records, records[0]])));
        Assert.Single(_asked);
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
        Assert.Equal([["甲", "乙", "丙"], ["乙"], ["乙"]], _asked);
    }

    [Fact]
    public async Task OfAReplyThatBreaksOffTheCompleteEntriesAreTaken()
    {
        Assert.Equal(
            ["甲", "乙", "丙", "丁", "戊", "己"],
            await NamesAsync("甲乙丙丁戊己", (records, _) => Whole(records.Take(2)) is Outcome<ModelReply>.Done { Value: var reply } ? reply with { IsCut = records.Count > 2 } : throw new InvalidOperationException()));
        Assert.Equal([6, 4, 2], _asked.Select(one => one.Length));
    }

    [Fact]
    public async Task AWaitMakesTheDocumentWait()
    {
        SourceText source = Source(["甲", "乙"]);
        RecordAsker asker = new(new Gateway(_ => new RetryReason("busy")), Prompt, source, new GroundedText(source.Text));
        Assert.IsType<Outcome<IReadOnlyList<Answer>>.Retry>(await asker.AskAsync(source.Records, default));
    }

    private static Outcome<ModelReply> Whole(IEnumerable<(string Id, string Text)> records) => Of(Entries(records));

    private static IEnumerable<RegistryEntry> Entries(IEnumerable<(string Id, string Text)> records) => records.Select(r => new RegistryEntry(r.Id, r.Text, []));

    private static Outcome<ModelReply> Of(IEnumerable<RegistryEntry> entries) =>
        new ModelReply(JsonSerializer.SerializeToNode(new RegistryReply([.. entries]), ReplyJson.Options)!, "model", ModelUsage.None);

    private async Task<IEnumerable<string>> NamesAsync(string records, Func<IReadOnlyList<(string Id, string Text)>, int, Outcome<ModelReply>> answer) => Names(await AskAsync(records, answer));

    private Task<IReadOnlyList<Answer>> AskAsync(string records, Func<IReadOnlyList<(string Id, string Text)>, int, Outcome<ModelReply>> answer) =>
        AskAsync([.. records.Select(c => c.ToString())], answer);

    private async Task<IReadOnlyList<Answer>> AskAsync(string[] records, Func<IReadOnlyList<(string Id, string Text)>, int, Outcome<ModelReply>> answer)
    {
        SourceText source = Source(records);
        RecordAsker asker = new(
            new Gateway(prompt =>
            {
                IReadOnlyList<(string Id, string Text)> sent = PackedRecords.Split(UserMessage.Read(prompt.User)!.Values["records"]);
                _asked.Add([.. sent.Select(r => r.Text)]);
                return answer(sent, _asked.Count);
            }),
            Prompt,
            source,
            new GroundedText(source.Text));
        Outcome<IReadOnlyList<Answer>> outcome = await asker.AskAsync(source.Records, TestContext.Current.CancellationToken);
        return Assert.IsType<Outcome<IReadOnlyList<Answer>>.Done>(outcome).Value;
    }

    /// <summary>Names in the order of the text, each of which must stand where its answer says.</summary>
    private static IEnumerable<string> Names(IReadOnlyList<Answer> answers) =>
        answers.OrderBy(a => a.Start).SelectMany(a => a.Companies ?? []).Select(c => c.Name.Value);

    private static SourceText Source(string[] records)
    {
        int at = 0;
        List<TextRecord> places = [];
        foreach (string record in records)
        {
            places.Add(new TextRecord(places.Count + 1, at, at + record.Length));
            at += record.Length + 1;
        }

        return new SourceText(string.Join('\n', records), "sha", SourceFormat.RegistryCsv, [], places);
    }

    private sealed class Gateway(Func<RenderedPrompt, Outcome<ModelReply>> answer) : IModelGateway
    {
        public ModelIdentity Model => new("model", string.Empty);

        public Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken) => Task.FromResult(answer(prompt));
    }
}
