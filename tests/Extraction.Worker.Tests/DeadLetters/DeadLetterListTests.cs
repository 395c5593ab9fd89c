using Extraction.Worker.DeadLetters;
using Extraction.Worker.Messaging;
using Xunit;
using static Extraction.Worker.Tests.DeadLetters.DeadLetterBench;

namespace Extraction.Worker.Tests.DeadLetters;

public sealed class DeadLetterListTests
{
    [Fact]
    public async Task ALetterShowsItsFailure()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "doc");
        DeadLetter letter = Assert.Single(await bench.ListAsync());
        Assert.Equal(
            ("doc", Corrupt, "The document of doc is wrong.", "read", "documents", "news", "company-profile@1.0.0", 2),
            (letter.Id, letter.Code, letter.Sentence, letter.Stage, letter.Source, letter.Kind, letter.Prompt, letter.Attempts));
        Assert.Equal(bench.Time.GetUtcNow(), letter.At);
    }

    [Fact]
    public async Task EveryFilterNarrows()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "old");
        bench.Time.Advance(TimeSpan.FromHours(2));
        await bench.DeadLetterAsync(Empty, "new");
        await AssertIdsAsync(bench, new() { Codes = [Empty] }, "new");
        await AssertIdsAsync(bench, new() { Codes = [Empty, Corrupt] }, "old", "new");
        await AssertIdsAsync(bench, new() { OlderThan = TimeSpan.FromHours(1) }, "old");
        await AssertIdsAsync(bench, new() { NewerThan = TimeSpan.FromHours(1) }, "new");
        await AssertIdsAsync(bench, new() { Text = "OF OLD" }, "old");
        await AssertIdsAsync(bench, new() { Ids = ["new"] }, "new");
        await AssertIdsAsync(bench, new() { Stage = "read", Source = "documents", Kind = "news", Prompt = "company-profile" }, "old", "new");
        await AssertIdsAsync(bench, new() { Prompt = "company-profile@1.0.0" }, "old", "new");
        await AssertIdsAsync(bench, new() { Prompt = "company-profile@1.0" });
        await AssertIdsAsync(bench, new() { Stage = "extract" });
        await AssertIdsAsync(bench, new() { Kind = "registry" });
        await AssertIdsAsync(bench, new() { Source = "other" });
    }

    [Fact]
    public async Task LettersAreCountedByWhatIsAskedFor()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "a");
        await bench.DeadLetterAsync(Empty, Enumerable.Range(0, 120).Select(number => $"e{number}"));
        IReadOnlyList<DeadLetterGroup> groups = DeadLetterGroup.Of(await bench.ListAsync(), [DeadLetterField.Code, DeadLetterField.Kind]);
        Assert.Equal([("document-empty/news", 120), ("document-corrupt/news", 1)], groups.Select(group => (string.Join('/', group.Values), group.Count)));
    }

    [Fact]
    public async Task LookingLeavesNoTrace()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "doc");
        await bench.ListAsync();
        await bench.Box.ShowAsync("doc", default);
        PeekedMessage letter = Assert.Single(await bench.PeekAsync(SubQueue.DeadLetters));
        Assert.Equal((MessageState.Active, 0), (letter.State, letter.DeliveryCount));
        Assert.Null(bench.Box.Note);
    }

    [Fact]
    public async Task TheHistoryRunsThroughEveryReplay()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "doc");
        for (int round = 0; round < 2; round++)
        {
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            await bench.ReplayAsync();
            await bench.HandleAsync(_ => new DeadLetterReason(Empty, "Now it is empty.", "extract"));
        }

        DeadLetterDetails details = Assert.Single(await bench.Box.ShowAsync("doc", default));
        Assert.Equal(Empty, details.Letter.Code);
        Assert.Equal(["The document of doc is wrong.", "Now it is empty.", "Now it is empty."], details.Attempts.Select(attempt => attempt.Sentence));
        Assert.Equal(2, details.Audit.Count);
        Assert.Equal("""{"documentId":"doc","kind":"news"}""", MessageBody.TextOf(details.Body));
        Assert.Single(await bench.Box.ShowAsync(details.Letter.Key, default));
        Assert.Empty(await bench.Box.ShowAsync("nobody", default));
    }

    [Theory]
    [InlineData("""{"documentId":"d","kind":"news"}""", "news")]
    [InlineData("""{"other":{"kind":"inner"},"kind":"registry"}""", "registry")]
    [InlineData("""{"kind":5}""", null)]
    [InlineData("""["kind","news"]""", null)]
    [InlineData("""{"documentId":"d",""", null)]
    [InlineData("not json", null)]
    [InlineData("", null)]
    public void TheKindIsReadFromAnyBody(string body, string? kind) => Assert.Equal(kind, MessageBody.KindOf(System.Text.Encoding.UTF8.GetBytes(body)));

    private static async Task AssertIdsAsync(DeadLetterBench bench, DeadLetterFilter filter, params string[] ids) =>
        Assert.Equal(ids, (await bench.ListAsync(filter)).Select(letter => letter.Id));
}
