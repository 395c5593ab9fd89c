using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Extraction.Worker.Tests.Messaging;

public sealed class MessageProcessorPauseTests
{
    [Fact]
    public async Task WhilePausedNothingIsReceivedAndWhatWaitedIsBackUncounted()
    {
        await using LocalFile file = new();
        IMessageTransport transport = file.Open();
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<(string Id, int Delivery)> handled = [];
        await using MessageProcessor processor = Processor(transport, file, async (message, _) =>
        {
            lock (handled)
            {
                handled.Add((message.Id, message.DeliveryCount));
            }

            await release.Task;
            return Settlement.Done;
        });
        processor.Start();
        await transport.Queue.SendAsync([LocalFile.Message("a"), LocalFile.Message("b"), LocalFile.Message("c")], default);
        await UntilAsync(async () => (await transport.Queue.CountAsync(default)).Locked == 3 && processor.InFlight == 1);

        processor.Pause("the model is down");
        processor.Pause("the ledger is down");
        Assert.Equal(2, processor.PauseReasons.Count);
        await UntilAsync(async () => (await transport.Queue.CountAsync(default)).Active == 2);
        release.SetResult();
        await UntilAsync(() => Task.FromResult(processor.InFlight == 0));
        processor.Resume("the model is down");
        Assert.Equal(2, (await transport.Queue.CountAsync(default)).Active);

        processor.Resume("the ledger is down");
        Assert.Empty(processor.PauseReasons);
        await UntilAsync(async () => (await transport.Queue.CountAsync(default)) == new QueueCounts(0, 0, 0, 0));
        Assert.Equal([("a", 1), ("b", 1), ("c", 1)], handled);
    }

    [Fact]
    public async Task AfterAPauseTheWorkBeginsWithOneMessageAndGrows()
    {
        await using LocalFile file = new();
        IMessageTransport transport = file.Open();
        int most = 0;
        int running = 0;
        int ended = 0;
        SemaphoreSlim passes = new(0);
        await using MessageProcessor processor = Processor(transport, file, async (_, token) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await passes.WaitAsync(token);
            Interlocked.Decrement(ref running);
            Interlocked.Increment(ref ended);
            return Settlement.Done;
        }, options => (options.Concurrency, options.Prefetch) = (8, 0));
        processor.Pause("the model is down");
        processor.Start();
        await transport.Queue.SendAsync([.. Enumerable.Range(0, 20).Select(i => LocalFile.Message($"m{i}"))], default);
        processor.Resume("the model is down");
        foreach (int expected in new[] { 1, 2, 4 })
        {
            await UntilAsync(() => Task.FromResult(Volatile.Read(ref running) == expected));
            Assert.Equal(expected, most);
            if (expected < 4)
            {
                passes.Release();
            }
        }

        passes.Release(100);
        await UntilAsync(() => Task.FromResult(ended == 20));
        await processor.StopAsync(default);
        passes.Dispose();
    }

    [Fact]
    public async Task AHandlerThatHangsSinceBeforeThePauseDoesNotKeepTheOthersOut()
    {
        await using LocalFile file = new();
        IMessageTransport transport = file.Open();
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int ended = 0;
        await using MessageProcessor processor = Processor(transport, file, async (message, _) =>
        {
            await (message.Id == "hangs" ? release.Task : Task.CompletedTask);
            Interlocked.Increment(ref ended);
            return Settlement.Done;
        }, options => (options.Concurrency, options.Prefetch) = (2, 0));
        processor.Start();
        await transport.Queue.SendAsync([LocalFile.Message("hangs")], default);
        await UntilAsync(() => Task.FromResult(processor.InFlight == 1));
        processor.Pause("the broker is down");
        await transport.Queue.SendAsync([.. Enumerable.Range(0, 5).Select(i => LocalFile.Message($"m{i}"))], default);
        processor.Resume("the broker is down");
        await UntilAsync(() => Task.FromResult(Volatile.Read(ref ended) == 5));
        release.SetResult();
        await UntilAsync(() => Task.FromResult(Volatile.Read(ref ended) == 6));
    }

    private static MessageProcessor Processor(IMessageTransport transport, LocalFile file, MessageHandler handler, Action<IntakeOptions>? adjust = null)
    {
        IntakeOptions options = new() { Concurrency = 1, Prefetch = 2 };
        adjust?.Invoke(options);
        return new MessageProcessor(transport.Queue, handler, options, file.Time, NullLogger<MessageProcessor>.Instance);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30), "what was waited for did not come");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }
}
