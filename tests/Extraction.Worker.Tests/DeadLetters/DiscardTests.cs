using System.Text.Json;
using Extraction.Worker.DeadLetters.Discarding;
using Extraction.Worker.Messaging;
using Xunit;
using static Extraction.Worker.Tests.DeadLetters.DeadLetterBench;

namespace Extraction.Worker.Tests.DeadLetters;

public sealed class DiscardTests
{
    [Fact]
    public async Task ADiscardedLetterIsInTheArchiveWithAllThatItHeld()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "bad");
        await bench.DeadLetterAsync(Empty, "kept");
        DiscardReport report = await DiscardAsync(bench, bench.Queue);
        Assert.Equal((1, 1, true), (report.Discarded, report.Chosen, report.Complete));
        JsonElement line = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(bench.File("archive/discarded.jsonl")))).RootElement;
        Assert.Equal("bad", line.GetProperty("id").GetString());
        Assert.Equal("""{"documentId":"bad","kind":"news"}""", line.GetProperty("body").GetString());
        Assert.Equal(Corrupt, line.GetProperty("headers").GetProperty(MessageHeaders.DeadLetterCode).GetString());
        Assert.Equal(("alice", "a test document"), (line.GetProperty("who").GetString(), line.GetProperty("why").GetString()));
        Assert.Equal("kept", Assert.Single(await bench.ListAsync()).Id);
        Assert.Equal("discard", Assert.Single(await bench.Ledger.AuditAsync(["bad"], default)).Action);
    }

    [Fact]
    public async Task TheArchiveIsWrittenBeforeTheLetterGoes()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "bad");
        KillableQueue killed = new(bench.Queue) { KillAt = step => step == "before-complete" };
        await Assert.ThrowsAsync<KilledException>(() => DiscardAsync(bench, killed));
        Assert.Single(await File.ReadAllLinesAsync(bench.File("archive/discarded.jsonl")));
        Assert.Single(await bench.ListAsync());
        bench.Time.Advance(LockTime + TimeSpan.FromSeconds(1));
        Assert.True((await DiscardAsync(bench, bench.Queue)).Complete);
        Assert.Empty(await bench.ListAsync());
    }

    [Fact]
    public async Task AnArchiveThatCannotBeWrittenLeavesEverything()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "bad");
        Directory.CreateDirectory(bench.File("archive/discarded.jsonl"));
        await Assert.ThrowsAnyAsync<SystemException>(() => DiscardAsync(bench, bench.Queue));
        Assert.Equal(0, Assert.Single(await bench.PeekAsync(SubQueue.DeadLetters)).DeliveryCount);
    }

    [Fact]
    public async Task AHalfLineOfACutOffRunIsEndedFirst()
    {
        await using DeadLetterBench bench = await OpenAsync();
        await bench.DeadLetterAsync(Corrupt, "bad");
        Directory.CreateDirectory(bench.File("archive"));
        await File.WriteAllTextAsync(bench.File("archive/discarded.jsonl"), "{\"id\":\"cut o");
        await DiscardAsync(bench, bench.Queue);
        string[] lines = await File.ReadAllLinesAsync(bench.File("archive/discarded.jsonl"));
        Assert.Equal(2, lines.Length);
        Assert.Equal("bad", JsonDocument.Parse(lines[1]).RootElement.GetProperty("id").GetString());
    }

    private static async Task<DiscardReport> DiscardAsync(DeadLetterBench bench, IMessageQueue queue)
    {
        DiscardRequest request = new("alice", "a test document", bench.File("archive/discarded.jsonl")) { Patience = TimeSpan.Zero };
        return await new DeadLetterDiscard(queue, bench.Ledger, bench.Time).RunAsync(request, await bench.ListAsync(new() { Codes = [Corrupt] }), _ => { }, default);
    }
}
