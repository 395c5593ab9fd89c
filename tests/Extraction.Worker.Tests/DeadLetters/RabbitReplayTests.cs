using Extraction.Worker.DeadLetters;
using Extraction.Worker.DeadLetters.Replaying;
using Extraction.Worker.Messaging;
using Xunit;
using static Extraction.Worker.Tests.DeadLetters.DeadLetterBench;

namespace Extraction.Worker.Tests.DeadLetters;

/// <summary>The same on a RabbitMQ server (<c>eng/rabbitmq start</c>), which peeks by taking and drops no duplicates.</summary>
public sealed class RabbitReplayTests
{
    [Fact]
    public async Task OnlyWhatTheFilterShowedIsTouched()
    {
        await using DeadLetterBench bench = await OpenAsync(realTime: true, rabbit: Server());
        await bench.DeadLetterAsync(Empty, Enumerable.Range(0, 30).Select(number => $"before-{number}"));
        await bench.DeadLetterAsync(Corrupt, "wanted-1", "wanted-2");
        ReplayReport report = await bench.ReplayAsync(new DeadLetterFilter { Codes = [Corrupt] });
        Assert.Equal((ReplayEnd.Finished, 2), (report.End, report.Sent));
        Assert.Equal(["wanted-1", "wanted-2"], (await ReceiveAllAsync(bench, SubQueue.Main)).Order(StringComparer.Ordinal)); // what is given back there changes its place
        Assert.Equal(30, (await ReceiveAllAsync(bench, SubQueue.DeadLetters)).Count);
        Assert.Contains("AMQP has no peek", bench.Box.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("before-send")]
    [InlineData("before-complete")]
    [InlineData("after-complete")]
    public async Task AKillIsGoneOnFromWithoutARepeat(string point)
    {
        await using DeadLetterBench bench = await OpenAsync(realTime: true, rabbit: Server());
        string[] ids = [.. Enumerable.Range(0, 20).Select(number => $"doc-{number}").Order(StringComparer.Ordinal)];
        await bench.DeadLetterAsync(Corrupt, ids);
        int came = 0;
        await using (IMessageTransport process = bench.OpenAnother())
        {
            KillableQueue queue = new(process.Queue) { KillAt = step => step == point && Interlocked.Increment(ref came) == 3 };
            await Assert.ThrowsAsync<KilledException>(() => bench.ReplayAsync(queue: queue));
        }

        ReplayReport report = await bench.ReplayAsync();
        Assert.Equal(ReplayEnd.Finished, report.End);
        Assert.Equal(ids, (await ReceiveAllAsync(bench, SubQueue.Main)).Order(StringComparer.Ordinal));
        Assert.Empty(await ReceiveAllAsync(bench, SubQueue.DeadLetters));
    }

    [Fact]
    public async Task AReplayThatFailsAgainStops()
    {
        await using DeadLetterBench bench = await OpenAsync(realTime: true, rabbit: Server());
        await bench.DeadLetterAsync(Corrupt, "a", "b", "c");
        Task<ReplayReport> replay = bench.ReplayAsync(Request, null, null, _ => { }, default);
        ReplayReport report = await bench.RunAsync(replay, () => bench.HandleAsync(_ => new DeadLetterReason(Corrupt, "Again.", "read")));
        Assert.Equal((ReplayEnd.FailedAgain, 1), (report.End, report.Sent));
        Assert.Equal(3, (await ReceiveAllAsync(bench, SubQueue.DeadLetters)).Count);
    }

    private static async Task<List<string>> ReceiveAllAsync(DeadLetterBench bench, SubQueue subQueue)
    {
        List<string> ids = [];
        await using IMessageReceiver receiver = bench.Queue.OpenReceiver(subQueue);
        for (IReadOnlyList<IReceivedMessage> some = await ReceiveAsync(); some.Count > 0; some = await ReceiveAsync())
        {
            foreach (IReceivedMessage message in some)
            {
                ids.Add(message.Id);
                await message.CompleteAsync(default);
            }
        }

        return ids;

        Task<IReadOnlyList<IReceivedMessage>> ReceiveAsync() => receiver.ReceiveAsync(100, TimeSpan.FromMilliseconds(500), default);
    }

    private static Uri Server()
    {
        string? server = Environment.GetEnvironmentVariable("EXTRACTION_TEST_RABBITMQ");
        Assert.SkipWhen(string.IsNullOrWhiteSpace(server), "EXTRACTION_TEST_RABBITMQ names no RabbitMQ server; eng/rabbitmq start DIR PORT starts one");
        return new Uri(server!);
    }
}
