using Extraction.Worker.Messaging;
using Xunit;

namespace Extraction.Conformance;

public abstract partial class TransportConformance
{
    [Fact]
    public Task PeekNeitherLocksNorCounts() => CaseAsync(
        async bench =>
        {
            await bench.SendAsync("a");
            for (int i = 0; i < 3; i++)
            {
                PeekedMessage peeked = Assert.Single(await bench.Queue.PeekAsync(SubQueue.Main, 0, 10, default));
                Assert.Equal(("a", 0, MessageState.Active), (peeked.Id, peeked.DeliveryCount, peeked.State));
            }

            Assert.Equal(1, (await bench.ReceiveAsync()).DeliveryCount);
        },
        bridge: async bench =>
        {
            await bench.SendAsync("a", "b");
            Assert.Equal(["a", "b"], (await bench.Queue.PeekAsync(SubQueue.Main, 0, 10, default)).Select(peeked => peeked.Id));
            Assert.Equal(["a", "b"], (await bench.Queue.PeekAsync(SubQueue.Main, 0, 10, default)).Select(peeked => peeked.Id));
            Assert.Equal(["a", "b"], [(await bench.ReceiveAsync()).Id, (await bench.ReceiveAsync()).Id]);
        });

    [Fact]
    public Task PeekPagesThroughAllStates() => CaseAsync(
        async bench =>
        {
            await bench.SendAsync("locked", "delayed");
            IReceivedMessage locked = await bench.ReceiveAsync();
            await (await bench.ReceiveAsync()).AbandonAsync(new Redelivery { Delay = bench.Lock / 2 }, default);
            await bench.Queue.ScheduleAsync(Bench.Message("scheduled"), bench.Time.GetUtcNow() + bench.Lock, default);
            await bench.SendAsync("x", "y");
            Assert.Equal("locked", locked.Id);

            List<PeekedMessage> seen = [];
            for (IReadOnlyList<PeekedMessage> page = await PageAsync(0); page.Count > 0; page = await PageAsync(seen[^1].Sequence + 1))
            {
                Assert.InRange(page.Count, 1, 2);
                seen.AddRange(page);
            }

            Assert.Equal(
                [("locked", MessageState.Locked), ("delayed", MessageState.Scheduled), ("scheduled", MessageState.Scheduled), ("x", MessageState.Active), ("y", MessageState.Active)],
                seen.Select(one => (one.Id, one.State)));
            Assert.Equal(new QueueCounts(2, 1, 2, 0), await bench.Queue.CountAsync(default));

            Task<IReadOnlyList<PeekedMessage>> PageAsync(long from) => bench.Queue.PeekAsync(SubQueue.Main, from, 2, default);
        },
        bridge: async bench =>
        {
            await bench.SendAsync(Enumerable.Range(0, 5).Select(i => $"m{i}"));
            IReceivedMessage locked = await bench.ReceiveAsync();
            IReadOnlyList<PeekedMessage> seen = await bench.Queue.PeekAsync(SubQueue.Main, 0, 10, default);
            Assert.Equal(["m1", "m2", "m3", "m4"], seen.Select(one => one.Id).Except([locked.Id]));

            // The broker's count follows what happens in the queue a moment later. It takes a locked message for a waiting one, or does not know it.
            QueueCounts counts = await bench.Queue.CountAsync(default);
            for (int i = 0; i < 100 && counts.Active != seen.Count; i++)
            {
                await bench.PassAsync(bench.Lock / 50);
                counts = await bench.Queue.CountAsync(default);
            }

            Assert.Equal((seen.Count, null), (counts.Active, counts.Locked));
            await locked.CompleteAsync(default);
        });

    [Fact]
    public Task ScheduledIsHiddenAndSurvivesRestart() => CaseAsync(async bench =>
    {
        IMessageTransport sender = bench.OpenAnother();
        string? receipt = await sender.Queue.ScheduleAsync(Bench.Message("later"), bench.Time.GetUtcNow() + bench.Lock, default);
        Assert.NotNull(receipt);
        await sender.DisposeAsync();
        await bench.NothingAsync();
        await bench.PassAsync(bench.Lock / 2);
        await bench.NothingAsync();
        IReceivedMessage message = await bench.ReceiveAsync();
        Assert.Equal(("later", 1), (message.Id, message.DeliveryCount));
        await message.CompleteAsync(default);
    });

    [Fact]
    public Task CancelScheduled() => CaseAsync(async bench =>
    {
        string? never = await bench.Queue.ScheduleAsync(Bench.Message("never"), bench.Time.GetUtcNow() + bench.Lock, default);
        string? soon = await bench.Queue.ScheduleAsync(Bench.Message("soon"), bench.Time.GetUtcNow() + (bench.Lock / 2), default);
        Assert.True(await bench.Queue.CancelScheduledAsync(never!, default));
        Assert.False(await bench.Queue.CancelScheduledAsync(never!, default));
        Assert.Equal("soon", (await bench.ReceiveAsync()).Id);
        await bench.PassAsync(bench.Lock / 2);
        await bench.NothingAsync();
        Assert.False(await bench.Queue.CancelScheduledAsync(soon!, default));
    });

    [Fact]
    public Task DelayedRetryIsAtomicAndCarriesAttempts() => CaseAsync(async bench =>
    {
        await bench.SendAsync(Bench.Message("a") with { Headers = new Dictionary<string, string> { ["kept"] = "yes" } });
        IReceivedMessage first = await bench.ReceiveAsync();
        Dictionary<string, string> headers = new(first.Headers) { ["attempts"] = "1" };
        await first.AbandonAsync(new Redelivery { Delay = bench.Lock / 2, Headers = headers }, default);
        await bench.NothingAsync();
        IReceivedMessage second = await bench.ReceiveAsync();
        Assert.Equal(("a", 2, "1", "yes"), (second.Id, second.DeliveryCount, second.Headers["attempts"], second.Headers["kept"]));
        await bench.NothingAsync();
        await second.AbandonAsync(new Redelivery { Delay = bench.Lock / 4, CountsDelivery = false }, default);
        IReceivedMessage third = await bench.ReceiveAsync();
        Assert.Equal((2, "1"), (third.DeliveryCount, third.Headers["attempts"]));
        await third.CompleteAsync(default);
        await bench.EmptyAsync();
    });

    [Fact]
    public Task DuplicateIdIsDropped() => CaseAsync(
        async bench =>
        {
            await bench.SendAsync("a");
            Assert.Equal([SendOutcome.Duplicate, SendOutcome.Accepted], await bench.Queue.SendAsync([Bench.Message("a"), Bench.Message("b")], default));
            Assert.Null(await bench.Queue.ScheduleAsync(Bench.Message("b"), bench.Time.GetUtcNow(), default));
            await ReceiveAndCompleteAsync(bench, 2);
            Assert.Equal([SendOutcome.Duplicate], await bench.OpenAnother().Queue.SendAsync([Bench.Message("a")], default));
            await bench.PassAsync(bench.Options.DuplicateWindow + TimeSpan.FromSeconds(1));
            await bench.SendAsync("a");
            await ReceiveAndCompleteAsync(bench, 1);

            Assert.Equal([SendOutcome.Accepted, SendOutcome.Duplicate], await bench.Transport.Topic.PublishAsync([Bench.Message("e"), Bench.Message("e")], default));
        },
        bridge: async bench =>
        {
            Assert.Equal([SendOutcome.Accepted, SendOutcome.Accepted], await bench.Queue.SendAsync([Bench.Message("a"), Bench.Message("a")], default));
            for (int copies = bench.Queue.Capabilities.DropsDuplicates ? 1 : 2; copies > 0; copies--)
            {
                Assert.Equal("a", (await bench.ReceiveAsync()).Id);
            }

            await bench.NothingAsync();
        });

    [Fact]
    public Task FailedReceiveEmitsNothing() => CaseAsync(async bench =>
    {
        // A delivery that failed by losing its lock must not leave a retry copy or a dead letter behind.
        await bench.SendAsync("a");
        IReceivedMessage stale = await bench.ReceiveAsync();
        await bench.PassAsync(bench.Lock * 1.2);
        await Assert.ThrowsAsync<MessageLockLostException>(() => stale.AbandonAsync(new Redelivery { Delay = bench.Lock / 10, Headers = MessageHeaders.None }, default));
        await Assert.ThrowsAsync<MessageLockLostException>(() => stale.DeadLetterAsync(Reason, default));
        await bench.PassAsync(bench.Lock / 4);
        await bench.NothingAsync(SubQueue.DeadLetters);
        await ReceiveAndCompleteAsync(bench, 1);

        // A receive that fails takes nothing.
        await bench.SendAsync("b");
        await using IMessageReceiver receiver = bench.Queue.OpenReceiver();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiver.ReceiveAsync(1, bench.Lock, new CancellationToken(canceled: true)));
        Assert.Equal(1, (await bench.ReceiveAsync()).DeliveryCount);
    });

    [Fact]
    public Task HeaderChangesAreRolledBack() => CaseAsync(async bench =>
    {
        await bench.SendAsync(Bench.Message("a") with { Headers = new Dictionary<string, string> { ["state"] = "sent" } });
        IReceivedMessage stale = await bench.ReceiveAsync();
        await bench.PassAsync(bench.Lock * 1.2);
        Dictionary<string, string> changed = new() { ["state"] = "changed" };
        await Assert.ThrowsAsync<MessageLockLostException>(() => stale.AbandonAsync(new Redelivery { Headers = changed }, default));
        IReceivedMessage again = await bench.ReceiveAsync();
        Assert.Equal("sent", again.Headers["state"]);
        await again.AbandonAsync(Redelivery.AtOnce, default);
        again = await bench.ReceiveAsync();
        Assert.Equal("sent", again.Headers["state"]);
        await again.AbandonAsync(new Redelivery { Headers = changed }, default);
        Assert.Equal("changed", (await bench.ReceiveAsync()).Headers["state"]);
    });

    [Fact]
    public Task OversizeIsRefusedBeforeSending() => CaseAsync(async bench =>
    {
        OutgoingMessage large = new("large", new byte[bench.Options.MaxMessageBytes + 1]);
        MessageTooLargeException refusal = await Assert.ThrowsAsync<MessageTooLargeException>(() => bench.Queue.SendAsync([Bench.Message("small"), large], default));
        Assert.Contains("large", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MessageTooLargeException>(() => bench.Queue.ScheduleAsync(large, bench.Time.GetUtcNow(), default));
        await Assert.ThrowsAsync<MessageTooLargeException>(() => bench.Transport.Topic.PublishAsync([large], default));
        await bench.EmptyAsync();
        await bench.SendAsync("small");
    }, adjust: options => options.MaxMessageBytes = 100_000);

    [Fact]
    public Task SixThousandUnsettledKeepFlowing() => CaseAsync(
        async bench =>
        {
            const int unsettled = 6000;
            await bench.SendAsync(Enumerable.Range(0, unsettled + 50).Select(i => $"m{i}"));
            await using IMessageReceiver receiver = bench.Queue.OpenReceiver();
            List<IReceivedMessage> held = [];
            while (held.Count < unsettled)
            {
                IReadOnlyList<IReceivedMessage> some = await receiver.ReceiveAsync(Math.Min(500, unsettled - held.Count), TimeSpan.Zero, default);
                Assert.NotEmpty(some);
                held.AddRange(some);
            }

            IReceivedMessage next = await bench.ReceiveAsync();
            Assert.Equal(1, next.DeliveryCount);
            await next.CompleteAsync(default);
            await held[0].CompleteAsync(default);
        },
        adjust: options => options.LockDuration = TimeSpan.FromMinutes(5));
}
