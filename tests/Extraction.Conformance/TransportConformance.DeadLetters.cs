using Extraction.Worker.Messaging;
using Xunit;

namespace Extraction.Conformance;

public abstract partial class TransportConformance
{
    [Fact]
    public Task DeadLetterCarriesCodeSentenceSource() => CaseAsync(async bench =>
    {
        await bench.SendAsync(Bench.Message("a") with { Headers = new Dictionary<string, string> { ["crawler"] = "巨潮" } });
        IReceivedMessage message = await bench.ReceiveAsync();
        await message.DeadLetterAsync(Reason with { Details = new Dictionary<string, string> { ["model"] = "offline-rules" } }, default);
        await bench.EmptyAsync();
        IReceivedMessage dead = await bench.ReceiveAsync(SubQueue.DeadLetters);
        Assert.Equal("a", dead.Id);
        Assert.Equal(message.Body.ToArray(), dead.Body.ToArray());
        Assert.Equal("巨潮", dead.Headers["crawler"]);
        Assert.Equal("document-corrupt", dead.Headers[MessageHeaders.DeadLetterCode]);
        Assert.Equal(Reason.Sentence, dead.Headers[MessageHeaders.DeadLetterSentence]);
        Assert.Equal("read", dead.Headers[MessageHeaders.DeadLetterStage]);
        Assert.Equal(bench.Queue.Name, dead.Headers[MessageHeaders.DeadLetterSource]);
        Assert.Equal("1", dead.Headers[MessageHeaders.DeadLetterDeliveries]);
        Assert.Equal("offline-rules", dead.Headers[MessageHeaders.DeadLetterPrefix + "model"]);
    });

    [Fact]
    public Task MaxDeliveryDeadLettersExactlyThen() => CaseAsync(
        async bench =>
        {
            await bench.SendAsync("abandoned", "expired");
            for (int delivery = 1; delivery <= 3; delivery++)
            {
                IReadOnlyList<IReceivedMessage> both = await bench.ReceiveAsync(2, bench.Lock);
                both = both.Count == 2 ? both : [both[0], .. await bench.ReceiveAsync(1, bench.Lock)];
                Assert.All(both, message => Assert.Equal(delivery, message.DeliveryCount));
                await both.Single(message => message.Id == "abandoned").AbandonAsync(Redelivery.AtOnce, default);
                await bench.PassAsync(bench.Lock * 1.2);
            }

            await bench.NothingAsync();
            for (int i = 0; i < 2; i++)
            {
                IReceivedMessage dead = await bench.ReceiveAsync(SubQueue.DeadLetters);
                Assert.Equal("attempts-exhausted", dead.Headers[MessageHeaders.DeadLetterCode]);
                Assert.Equal("3", dead.Headers[MessageHeaders.DeadLetterDeliveries]);
                await dead.CompleteAsync(default);
            }

            await bench.NothingAsync(SubQueue.DeadLetters);
        },
        adjust: options => options.MaxDeliveryCount = 3);

    [Fact]
    public Task ExpiredTimeToLiveIsNotDelivered() => CaseAsync(async bench =>
    {
        await bench.SendAsync(Bench.Message("short") with { TimeToLive = bench.Lock / 4 }, Bench.Message("long"));
        await bench.PassAsync(bench.Lock / 2);
        Assert.Equal("long", Assert.Single(await bench.ReceiveAsync(10, bench.Lock / 4)).Id);
        IReceivedMessage dead = await bench.ReceiveAsync(SubQueue.DeadLetters);
        Assert.Equal(("short", DeadLetterReason.Expired), (dead.Id, dead.Headers[MessageHeaders.DeadLetterCode]));
    });

    [Fact]
    public Task DeadLettersAreReceivable() => CaseAsync(
        async bench =>
        {
            await bench.SendAsync("a");
            await (await bench.ReceiveAsync()).DeadLetterAsync(Reason, default);
            for (int i = 1; i <= 4; i++)
            {
                IReceivedMessage dead = await bench.ReceiveAsync(SubQueue.DeadLetters);
                await bench.NothingAsync(SubQueue.DeadLetters);
                await dead.AbandonAsync(Redelivery.AtOnce, default);
            }

            IReceivedMessage held = await bench.ReceiveAsync(SubQueue.DeadLetters);
            Assert.Equal("document-corrupt", held.Headers[MessageHeaders.DeadLetterCode]);
            await held.CompleteAsync(default);
            await bench.NothingAsync(SubQueue.DeadLetters);
        },
        adjust: options => options.MaxDeliveryCount = 2);

    [Fact]
    public Task DeadLetteringNeverLoses() => CaseAsync(async bench =>
    {
        string[] ids = [.. Enumerable.Range(0, 40).Select(i => $"m{i}")];
        await bench.SendAsync(ids);
        IMessageTransport worker = bench.OpenAnother();
        List<IReceivedMessage> held = [];
        while (held.Count < ids.Length)
        {
            held.AddRange(await bench.ReceiveAsync(ids.Length - held.Count, bench.Lock, by: worker));
        }

        // Half of them are being dead-lettered while the worker goes away; whichever way each one ended, none may be gone.
        Task[] settling = [.. held.Where((_, i) => i % 2 == 0).Select(message => message.DeadLetterAsync(Reason, default))];
        await worker.DisposeAsync();
        foreach (Task settle in settling)
        {
            await settle.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        await bench.PassAsync(bench.Lock * 1.2);
        HashSet<string> found = [];
        foreach (SubQueue part in new[] { SubQueue.Main, SubQueue.DeadLetters })
        {
            for (IReadOnlyList<IReceivedMessage> some = await bench.ReceiveAsync(50, bench.Lock / 2, part); some.Count > 0; some = await bench.ReceiveAsync(50, bench.Lock / 2, part))
            {
                foreach (IReceivedMessage message in some)
                {
                    found.Add(message.Id);
                    await message.CompleteAsync(default);
                }
            }
        }

        Assert.Equal(ids.Order(), found.Order());
    });

    [Fact]
    public Task ReplaySendsThenCompletes() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        await (await bench.ReceiveAsync()).DeadLetterAsync(Reason, default);

        // Killed between the two: the dead letter is still there, and the replay is done again.
        IReceivedMessage dead = await bench.ReceiveAsync(SubQueue.DeadLetters);
        await bench.Queue.SendAsync([OutgoingMessage.ReplayOf(dead)], default);
        await dead.AbandonAsync(Redelivery.AtOnce, default);
        dead = await bench.ReceiveAsync(SubQueue.DeadLetters);
        IReadOnlyList<SendOutcome> second = await bench.Queue.SendAsync([OutgoingMessage.ReplayOf(dead)], default);
        await dead.CompleteAsync(default);

        await bench.NothingAsync(SubQueue.DeadLetters);
        bool drops = bench.Queue.Capabilities.DropsDuplicates;
        Assert.Equal(drops && bench.Queue.Capabilities.TellsDuplicates ? SendOutcome.Duplicate : SendOutcome.Accepted, second[0]);
        Assert.Equal("a", (await bench.ReceiveAsync()).Id);
        if (!drops)
        {
            Assert.Equal("a", (await bench.ReceiveAsync()).Id);
        }

        await bench.NothingAsync();
    });

    [Fact]
    public Task ReplayResetsCountKeepsBodyAndHeaders() => CaseAsync(
        async bench =>
        {
            OutgoingMessage sent = Bench.Message("a") with { Headers = new Dictionary<string, string> { ["kind"] = "研报" }, OrderingKey = "k" };
            await bench.SendAsync(sent);
            await (await bench.ReceiveAsync()).AbandonAsync(Redelivery.AtOnce, default);
            await (await bench.ReceiveAsync()).AbandonAsync(Redelivery.AtOnce, default);
            IReceivedMessage dead = await bench.ReceiveAsync(SubQueue.DeadLetters);
            await bench.SendAsync(OutgoingMessage.ReplayOf(dead));
            await dead.CompleteAsync(default);

            IReceivedMessage replayed = await bench.ReceiveAsync();
            Assert.Equal(("a", 1, "k"), (replayed.Id, replayed.DeliveryCount, replayed.OrderingKey));
            Assert.Equal(sent.Body.ToArray(), replayed.Body.ToArray());
            Assert.Equal("研报", replayed.Headers["kind"]);
            Assert.Equal(MessageHeaders.Replay, Assert.Single(replayed.Headers.Keys.Except(sent.Headers.Keys)));
            await replayed.AbandonAsync(Redelivery.AtOnce, default);
            Assert.Equal(2, (await bench.ReceiveAsync()).DeliveryCount);
        },
        adjust: options => options.MaxDeliveryCount = 2);

    [Fact]
    public Task ReplayIsNotSwallowedByDuplicateDetection() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        for (int round = 0; round < 3; round++)
        {
            await (await bench.ReceiveAsync()).DeadLetterAsync(Reason, default);
            IReceivedMessage dead = await bench.ReceiveAsync(SubQueue.DeadLetters);
            await bench.SendAsync(OutgoingMessage.ReplayOf(dead));
            await dead.CompleteAsync(default);
        }

        await ReceiveAndCompleteAsync(bench, 1);
    });
}
